"""Which pages of the guide speak of what somebody is looking for, and where?

tantivy keeps the index and ranks the finds. A word is held under its stem, so that "klage" and "klagerne" are one.
Where a stemmer parts two forms of one word ("trussel", "trusler"), `content/guide/lemmas.json` names the form under
which it is held; the file is made by `tools/lemmas.py`. A query is read as plain words: no sign in it means anything.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import tantivy

from trappen.guide.markup import lines
from trappen.guide.rules import Guide, Page

LONGEST_QUERY = 200  # characters; what is longer is cut, and said so
MOST_WORDS = 12
EXCERPT = 180  # characters, about two lines
_STEMMERS = {"da": "danish", "en": "english"}
_WEIGHTS = {"title": 6.0, "summary": 3.0, "body": 1.0}
_WORD = re.compile(r"[^\W_]+")
_LIGHT_WORDS = {
    "da": "af at de den der det du efter en er et for fra gør har have hvad hvem hvis hvor hvordan hvornår i ikke jeg "
    "kan man med min mod når og om op på selv sig skal som til ud vi vil være",
    "en": "a an and are as at be by can do for from have how i if in is it me my not of on or our should so that the "
    "their they this to up we what when where who will with you your",
}
_LIGHT = {language: frozenset(words.split()) for language, words in _LIGHT_WORDS.items()}


@dataclass(frozen=True)
class Piece:
    """A piece of a text; `hit` where it is one of the words that were looked for."""

    text: str
    hit: bool = False


@dataclass(frozen=True)
class Find:
    """A page that speaks of it, with the place where it does so most."""

    page: Page
    title: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]


@dataclass(frozen=True)
class Sentence:
    text: str
    keys: frozenset[str]


class Index:
    """All pages of one language."""

    def __init__(self, guide: Guide, language: str, lemmas: Mapping[str, str]) -> None:
        self._language = language
        self._lemmas = lemmas
        self._pages = {page.id: page for page in guide.in_order(language)}
        stemmer = tantivy.Filter.stemmer(_STEMMERS[language])
        self._analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw()).filter(stemmer).build()
        self.key = lru_cache(maxsize=20_000)(self._key)
        self._schema = self._make_schema()
        self._sentences = {page.id: self._read(page) for page in self._pages.values()}
        self._index = self._make_index()

    def find(self, query: str) -> list[Find]:
        """The pages that hold every word of the query, or else some of them; the best first."""
        keys = self.keys_of(query)
        if not keys:
            return []
        searcher = self._index.searcher()
        for occur in (tantivy.Occur.Must, tantivy.Occur.Should):
            asked = tantivy.Query.boolean_query([(occur, self._asked(key)) for key in keys])
            hits = searcher.search(asked, len(self._pages)).hits
            if hits:
                found = [self._pages[str(searcher.doc(address)["id"][0])] for _, address in hits]
                return [self._told(page, frozenset(keys)) for page in found]
        return []

    def keys_of(self, text: str) -> list[str]:
        """What a text is held under: each word once, without the light words unless there are no others."""
        words = [word.lower() for word in _WORD.findall(text[:LONGEST_QUERY])]
        heavy = [word for word in words if word not in _LIGHT[self._language]]
        return list(dict.fromkeys(self.key(word) for word in heavy or words))[:MOST_WORDS]

    def _key(self, word: str) -> str:
        lemma = self._lemmas.get(word, word)
        return str(self._analyzer.analyze(lemma)[0])

    def _keys(self, text: str) -> list[str]:
        return [self.key(word.lower()) for word in _WORD.findall(text)]

    def _read(self, page: Page) -> tuple[Sentence, ...]:
        whole = "\n\n".join([page.opening, *(f"{each.title}.\n\n{each.body}" for each in page.sections)])
        return tuple(Sentence(text, frozenset(self._keys(text))) for text in _sentences(lines(whole)))

    def _make_schema(self) -> tantivy.Schema:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        for field in _WEIGHTS:
            builder.add_text_field(field, stored=False, tokenizer_name="whitespace", index_option="freq")
        return builder.build()

    def _make_index(self) -> tantivy.Index:
        index = tantivy.Index(self._schema)
        writer = index.writer(heap_size=15_000_000, num_threads=1)
        for page in self._pages.values():
            body = [key for sentence in self._sentences[page.id] for key in self._keys(sentence.text)]
            writer.add_document(
                tantivy.Document(
                    id=page.id,
                    title=" ".join(self._keys(page.title)),
                    summary=" ".join(self._keys(page.summary)),
                    body=" ".join(body),
                )
            )
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        return index

    def _asked(self, key: str) -> tantivy.Query:
        return tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Should, tantivy.Query.boost_query(self._term(field, key), weight))
                for field, weight in _WEIGHTS.items()
            ]
        )

    def _term(self, field: str, key: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, key)

    def _told(self, page: Page, keys: frozenset[str]) -> Find:
        sentences = self._sentences[page.id]
        most = max(range(len(sentences)), key=lambda at: len(keys & sentences[at].keys))
        best = sentences[most].text if keys & sentences[most].keys else page.summary
        return Find(page, self._pieces(page.title, keys), self._pieces(_cut(best), keys))

    def _pieces(self, text: str, keys: frozenset[str]) -> tuple[Piece, ...]:
        """The text in pieces, so that the words that were looked for can stand out."""
        pieces, start = [], 0
        for match in _WORD.finditer(text):
            if self.key(match[0].lower()) in keys:
                pieces += [Piece(text[start : match.start()]), Piece(match[0], hit=True)]
                start = match.end()
        return tuple(piece for piece in (*pieces, Piece(text[start:])) if piece.text)


def _sentences(told: Sequence[str]) -> list[str]:
    return [part for line in told for part in re.split(r"(?<=[.!?])\s+(?=[A-ZÆØÅ\"])", line) if part]


def _cut(text: str) -> str:
    return text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(" ", 1)[0] + " …"
