"""Is Danish told from what looks like it?"""

import pytest

from tests.language.conftest import BAD, GOOD
from trappen.language.rules import Tongue, tongue

NORWEGIAN = """Hei Anna. Vi har fått søknaden din om støtte, og vi ser på den nå. Vi trenger noen flere
opplysninger fra deg før vi kan gi deg et svar. Kan du sende oss en kopi av leiekontrakten innen to
uker? Takk for hjelpen. Vennlig hilsen"""
NYNORSK = """Hei Anna. Vi har fått søknaden din, og vi ser på han no. Eg treng nokre fleire opplysningar frå deg
før vi kan gje deg svar. Det er ikkje mykje som manglar. Korleis skal vi ringje til dykk, og kva
veke passar?"""
SWEDISH = """Hej Anna. Vi har fått din ansökan och vi behöver några fler uppgifter från dig innan vi kan ge dig
ett svar. Kan du skicka oss en kopia av ditt hyresavtal? Det är viktigt att vi får den snart.
Vänliga hälsningar"""
ENGLISH = """Dear Anna, we have received your application and we need some more information from you before we
can give you an answer. Please send us a copy of your contract within two weeks. Kind regards"""
GERMAN = """Sehr geehrte Frau Jensen, wir haben Ihren Antrag erhalten und brauchen noch einige Angaben von
Ihnen, bevor wir eine Antwort geben können. Bitte senden Sie uns eine Kopie des Vertrags. Mit
freundlichen Grüßen"""
POLISH = """Szanowna Pani, otrzymaliśmy Pani wniosek i potrzebujemy jeszcze kilku informacji, zanim będziemy
mogli na niego odpowiedzieć. Proszę przesłać nam kopię umowy w ciągu dwóch tygodni. Nie jest to
trudne i zajmie tylko chwilę."""
TURKISH = """Sayın Anna Jensen, başvurunuzu aldık ve size bir cevap vermeden önce sizden daha fazla bilgi almamız
gerekiyor. Lütfen iki hafta içinde bize kira sözleşmenizin bir kopyasını gönderin. Bu bilgi için
teşekkür ederiz ve size yazarız."""
ARABIC = "عزيزتي آنا، لقد استلمنا طلبك ونحتاج إلى مزيد من المعلومات قبل أن نتمكن من الرد عليك. شكرا لك."
OTHERS = [
    "Бажаємо здоров'я. Ми отримали вашу заяву і потребуємо більше інформації від вас.",
    "我们已经收到您的申请，在答复之前需要更多信息。谢谢您的合作。",
    "Zxq vrt plmk wqe rtz bnm kjh gfd dsa poi uzt rew " * 2,
]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (GOOD, Tongue.DANISH),
        (BAD, Tongue.DANISH),
        ("", Tongue.DANISH),
        ("Ring til os.", Tongue.DANISH),
        ("Please call us", Tongue.DANISH),  # too short to tell
        (GOOD + "\nWe also wrote to you in English last week.", Tongue.DANISH),
        (NORWEGIAN, Tongue.NORWEGIAN),
        (NYNORSK, Tongue.NORWEGIAN),
        (SWEDISH, Tongue.SWEDISH),
        (ENGLISH, Tongue.ENGLISH),
        (GERMAN, Tongue.GERMAN),
        (POLISH, Tongue.POLISH),
        (TURKISH, Tongue.TURKISH),
        (ARABIC, Tongue.ARABIC),
        *((other, Tongue.UNKNOWN) for other in OTHERS),
        (
            "Pas, kørekort, lejekontrakt, lønseddel, sygesikringsbevis, nøgle, kvittering, attest, billede",
            Tongue.DANISH,
        ),
        ("1234 5678 !!!", Tongue.DANISH),
    ],
)
def test_the_language_is_told(text: str, spoken: Tongue) -> None:
    assert tongue(text) is spoken
