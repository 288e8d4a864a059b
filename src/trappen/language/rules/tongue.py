"""In which language is a text? Only Danish is judged.

Each language is known by the small words that no text can do without. Those of a text are counted, and the language
with most of them wins. Danish wins a tie, since Danish letters are what is expected.
"""

import enum
import unicodedata

from trappen.language.rules.reading import listed, words

_FEWEST_WORDS = 8  # of a text whose language can be told
_FEWEST_OF_UNKNOWN = 20  # of a text that has hardly any small word that we know; a short one may be a list
_LEAST_SHARE = 0.12  # of small words; they make a third of most texts
_OTHER_SCRIPT = 0.5  # share of letters
_SAMPLE = 4_000  # characters, enough to tell a script


class Tongue(enum.StrEnum):
    """A language that is recognised; UNKNOWN is any other."""

    DANISH = "da"
    NORWEGIAN = "no"
    SWEDISH = "sv"
    ENGLISH = "en"
    GERMAN = "de"
    POLISH = "pl"
    TURKISH = "tr"
    ARABIC = "ar"
    UNKNOWN = "unknown"


# Words that two languages share stand in both, so that those that tell them apart decide.
_SMALL_WORDS = {
    Tongue.DANISH: listed(
        "af alle at bliver blev blevet da dag de dem den denne der deres det dette dig din dine dit du efter eller en"
        " end er et for fordi fra før få får gerne giver god har havde have hej hendes her hvad hvem hver hvilke hvis"
        " hvor hvordan hvornår i ikke ind ingen jeg jer jeres kan kl kommer kun kære lige man med meget mellem men"
        " mere mig min mit må ned nej noget nogen nogle nu når og også om op os over på samt se ser sig sin skal"
        " skulle som sådan så tak til tilbage uden ud uge under var ved venlig hilsen vi vil ville vores være været"
        " bedes vedrørende brug bruge blive både dog"
    ),
    Tongue.NORWEGIAN: listed(
        "av alle at blir ble blitt da dag de dem den denne der deres det dette deg din dine ditt du etter eller en enn"
        " er et for fordi fra før få får gjerne gir god har hadde ha hei hennes her hva hvem hver hvilke hvis hvor"
        " hvordan når i ikke inn ingen jeg dere kan kl kommer kun kjære man med mye mellom men mer meg min mitt må ned"
        " nei noe noen nå og også om opp oss over på samt se ser seg sin skal skulle som slik så takk til tilbake uten"
        " ut uke under var ved vennlig hilsen vi vil ville vår våre være vært bruk bruke bare eg ikkje frå vera blei"
        " korleis kva dykk både"
    ),
    Tongue.SWEDISH: listed(
        "av alla att blir blev bli då dag de dem den denna där deras det detta dig din dina ditt du efter eller en än"
        " är ett för från få får gärna ger god har hade ha hej hennes här vad vem varje vilka om var hur när i inte in"
        " ingen jag er era kan kl kommer bara man med mycket mellan men mer mig min mitt måste nej något några nu och"
        " också oss över på samt se ser sig sin ska skulle som så tack till tillbaka utan ut vecka under vid vänlig"
        " vänliga hälsning hälsningar vi vill ville vår våra vara varit både"
    ),
    Tongue.ENGLISH: listed(
        "the of and to a in is you that it he was for on are as with his they i at be this have from or had by not but"
        " what all were we when your can said there an each which she do how their if will up other about out many"
        " then them these so some her would make him has more no my than been who its now our us please letter dear"
        " regards must may should"
    ),
    Tongue.GERMAN: listed(
        "der die das und in zu den ist von mit sich des auf für nicht ein eine als auch es an werden aus er hat dass"
        " sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis"
        " mehr durch man ihr ihre ihnen wir uns ich sehr geehrte bitte kann wenn dem unter müssen"
    ),
    Tongue.POLISH: listed(
        "i w na z do się nie że to jest o jak po za od a co dla ale przez już tylko czy lub oraz ten ta są był była"
        " być pan pani państwo pana przed może jej jego ich nas my proszę które który która bardzo tym tego pod przy"
        " zostanie będzie mnie"
    ),
    Tongue.TURKISH: listed(
        "ve bir bu da için ile de olarak çok daha olan gibi en ne kadar sonra ki var ya mi ben sen biz siz sizin bizim"
        " onun değil her o ise veya ancak hakkında olduğu tarafından lütfen sayın size bize tarihinde mektup önce"
    ),
}


def tongue(text: str) -> Tongue:
    """A text too short to tell counts as Danish."""
    if other := _script(text):
        return other
    all_words = [word.lower() for word in words(text)]
    hits = {each: sum(word in known for word in all_words) for each, known in _SMALL_WORDS.items()}
    best = max(hits, key=lambda each: hits[each])  # the first of the best, and Danish stands first
    if len(all_words) < _FEWEST_WORDS:
        return Tongue.DANISH
    if hits[best] >= _LEAST_SHARE * len(all_words):
        return best
    return Tongue.UNKNOWN if len(all_words) >= _FEWEST_OF_UNKNOWN else Tongue.DANISH


def _script(text: str) -> Tongue | None:
    """The language of a text that is not in Latin letters, None for one that is."""
    letters = [sign for sign in text[:_SAMPLE] if sign.isalpha()]
    scripts = [unicodedata.name(sign, "").split(" ")[0] for sign in letters]
    if scripts.count("ARABIC") > _OTHER_SCRIPT * len(letters):
        return Tongue.ARABIC
    latin = scripts.count("LATIN") + scripts.count("MASCULINE") + scripts.count("FEMININE")
    return Tongue.UNKNOWN if letters and latin < _OTHER_SCRIPT * len(letters) else None
