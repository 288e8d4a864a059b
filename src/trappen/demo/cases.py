"""Which twelve collaborations does the demo tell of? Days count back from today; negative ones lie ahead."""

from dataclasses import dataclass

from trappen.collaborations.rules import CaseSystem, Informed, Kind
from trappen.exercises.rules import TalkPlan
from trappen.plans.rules import Effect, Status
from trappen.staircase.rules import Frequency, StepId

ONCE, SEVERAL, LASTING = Frequency.ONCE, Frequency.SEVERAL, Frequency.PERSISTENTLY


@dataclass(frozen=True)
class Look:
    """An assessment."""

    ago: int
    by: str
    signs: tuple[tuple[str, Frequency], ...] = ()
    persistently: bool = False
    notes: str = ""
    strain: str = ""
    together: bool = False
    own: StepId | None = None
    reason: str = ""
    asked: bool = True


@dataclass(frozen=True)
class Do:
    """An action: made `ago` days back, due `due` days back (ahead where negative), ended `ended` days back."""

    ago: int
    by: str
    owner: str
    title: str
    due: int
    practice: str = ""
    done_when: str = ""
    status: Status = Status.PLANNED
    ended: int = 0
    effect: Effect | None = None
    because: str = ""
    said: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True)
class Meet:
    """A follow-up meeting, and in how many days from today the next one is."""

    ago: int
    by: str
    agreed: str
    next_in: int | None = None


@dataclass(frozen=True)
class Speak:
    """A talk with the citizen, planned `ago` days back and held `held` days back; one without `held` lies ahead."""

    ago: int
    by: str
    on: int
    plan: TalkPlan
    held: int | None = None
    went: str = ""


@dataclass(frozen=True)
class Case:
    """One collaboration with its history."""

    alias: str
    reference: str
    unit: str
    kind: Kind
    ago: int
    by: str
    looks: tuple[Look, ...] = ()
    does: tuple[Do, ...] = ()
    meets: tuple[Meet, ...] = ()
    speaks: tuple[Speak, ...] = ()
    people: tuple[str, ...] = ()
    deputy: str = ""
    informed: Informed = Informed.YES
    case_system: CaseSystem = CaseSystem.DONE
    informed_note: str = ""
    closed: int | None = None
    closing: str = ""


CASES: tuple[Case, ...] = (
    Case(
        "Ahorn",
        "2026-004417",
        "Jobcenter Havnen",
        Kind.USER,
        262,
        "mette",
        people=("jonas", "laila"),
        informed_note="Sagt på mødet og skrevet i brevet om kontaktperson.",
        looks=(
            Look(
                262,
                "mette",
                (("complaint-or-criticism", SEVERAL), ("dissatisfaction", SEVERAL)),
                notes="Tre klager over svartid på to uger. Vi svarer hver for sig og ikke ens.",
            ),
            Look(
                214,
                "mette",
                (("complaint-or-criticism", LASTING), ("plays-staff-off", SEVERAL), ("recurring-complaints", SEVERAL)),
                notes="Borgeren ringer til tre af os om det samme og får tre svar.",
                strain="much",
                together=True,
            ),
            Look(
                160,
                "jonas",
                (("plays-staff-off", SEVERAL), ("recurring-complaints", SEVERAL), ("felt-disagreement", SEVERAL)),
                notes="Opkaldene er færre, men tonen er stadig hård.",
                strain="much",
            ),
            Look(
                96,
                "mette",
                (("complaint-or-criticism", SEVERAL), ("plays-staff-off", ONCE)),
                notes="Jonas er fast kontakt. Borgeren bruger telefontiden.",
                strain="some",
                together=True,
            ),
            Look(
                34,
                "mette",
                (("dissatisfaction", SEVERAL),),
                notes="Stadig utilfreds med ydelsen, men vi kan tale om det.",
                strain="some",
            ),
        ),
        does=(
            Do(
                260,
                "mette",
                "mette",
                "Ring i stedet for at svare på den fjerde mail",
                246,
                "react-fast",
                status=Status.DONE,
                ended=250,
                effect=Effect.PARTLY,
            ),
            Do(
                212,
                "mette",
                "jonas",
                "Fast kontaktperson: Jonas, med Laila som afløser",
                200,
                "single-contact",
                "Borgeren har fået brev med navn og telefontid.",
                Status.DONE,
                203,
                Effect.YES,
                said=(
                    (208, "jonas", "Brevet er sendt. Jeg ringer tirsdag kl. 10 og præsenterer mig."),
                    (203, "jonas", "God samtale. Vi aftalte tirsdage."),
                ),
            ),
            Do(
                212,
                "mette",
                "laila",
                "Log over opkald og svar, så alle kan se det seneste",
                198,
                "document-thoroughly",
                "Alle fire i teamet skriver i loggen.",
                Status.DONE,
                190,
                Effect.YES,
            ),
            Do(
                158,
                "jonas",
                "mette",
                "Tag sagen op på centerets ledermøde",
                150,
                "involve-leadership",
                status=Status.DONE,
                ended=151,
                effect=Effect.PARTLY,
            ),
            Do(
                94,
                "mette",
                "jonas",
                "Ring hver tirsdag kl. 10, samme kontaktperson",
                -9,
                "clear-agreements",
                "Tre måneder uden opkald uden for telefontiden.",
                Status.UNDER_WAY,
            ),
            Do(
                33,
                "mette",
                "laila",
                "Sparring med naboteamet om tonen i mails",
                8,
                "sparring",
                "Vi har læst tre svar højt for hinanden.",
            ),
            Do(33, "mette", "mette", "Tilbyd et mæglingsmøde, hvis borgeren ønsker det", -12, "mediation"),
        ),
        meets=(
            Meet(203, "mette", "Vi holder fast i én kontakt. Alle andre henviser venligt til Jonas."),
            Meet(96, "mette", "Telefontiden virker. Vi skriver svarfrister ind i aftalen."),
            Meet(34, "mette", "Vi fortsætter to måneder og ser, om vi kan gå ned på grøn.", 10),
        ),
    ),
    Case(
        "Hassel",
        "2026-002051",
        "Jobcenter Havnen",
        Kind.USER,
        330,
        "mette",
        looks=(
            Look(
                330,
                "mette",
                (("unclear-dialogue", SEVERAL), ("dissatisfaction", SEVERAL)),
                notes="Borgeren kendte ikke fristerne og følte sig snydt.",
            ),
            Look(250, "mette", (("unclear-dialogue", ONCE),), notes="Planen på én side hjælper."),
            Look(150, "mette", notes="Roligt i to måneder."),
        ),
        does=(
            Do(
                328,
                "mette",
                "laila",
                "Skriv planen på én side: hvad sker, hvornår og hvem",
                310,
                "predictability",
                status=Status.DONE,
                ended=312,
                effect=Effect.YES,
            ),
            Do(
                328,
                "mette",
                "mette",
                "Gennemgå vores standardbreve for tunge ord",
                290,
                "language",
                status=Status.DONE,
                ended=285,
                effect=Effect.YES,
            ),
        ),
        meets=(Meet(250, "mette", "Vi beholder planen på én side, også efter dette forløb."),),
        closed=68,
        closing="Samarbejdet har været roligt i fem måneder.",
    ),
    Case(
        "Mirabel",
        "2026-006120",
        "Jobcenter Havnen",
        Kind.COMPANY,
        75,
        "dines",
        case_system=CaseSystem.NOTHING,
        informed_note="Aftalt med virksomhedens kontaktperson.",
        looks=(
            Look(
                74,
                "dines",
                (("complaint-or-criticism", SEVERAL), ("press-and-media", ONCE)),
                notes="Virksomheden truer med at gå til avisen om forsinket løntilskud.",
                strain="some",
            ),
            Look(
                20,
                "dines",
                (("complaint-or-criticism", SEVERAL), ("broken-agreements", ONCE)),
                notes="Mødet blev flyttet to gange samme dag.",
            ),
        ),
        does=(
            Do(
                73,
                "dines",
                "dines",
                "Ring til direktøren, og forklar reglerne mundtligt",
                70,
                "react-fast",
                status=Status.DONE,
                ended=70,
                effect=Effect.PARTLY,
            ),
            Do(
                19,
                "dines",
                "sofus",
                "Lav en tidsplan for udbetaling, som virksomheden kan følge",
                -4,
                "predictability",
                "Planen er sendt og bekræftet.",
            ),
        ),
        meets=(Meet(20, "dines", "Ét nyt møde med fast dagsorden.", 4),),
        speaks=(
            Speak(
                22,
                "dines",
                20,
                TalkPlan(
                    aim="At vi begge ved, hvem der svarer på hvad.",
                    wants="At slippe for at fortælle det hele forfra.",
                    place="Mødelokalet ved haven, to døre",
                    people="Lederen og kontaktpersonen",
                    opening="Tak, fordi du kom. Vi har trekvarter, og jeg vil gerne høre dig først.",
                    confirm="At spørgsmålene kom samlet i én mail.",
                    exits="Vi holder en pause på ti minutter og går ud i haven.",
                    writes_back="Stedfortræderen, samme dag",
                    asks_colleague="Stedfortræderen, lige efter mødet",
                ),
                held=20,
                went="Vi fandt én, der svarer. Ventetiden fylder mest.",
            ),
            Speak(
                3,
                "dines",
                -4,
                TalkPlan(
                    aim="At vi er enige om, hvornår der kommer svar.",
                    confirm="At vi nu taler sammen hver anden uge.",
                    exits="Vi stopper og finder en ny tid.",
                ),
            ),
        ),
    ),
    Case(
        "Tjørn",
        "2026-005873",
        "Jobcenter Havnen",
        Kind.USER,
        120,
        "mette",
        people=("jonas",),
        informed=Informed.SOON,
        case_system=CaseSystem.SOON,
        looks=(
            Look(119, "mette", (("dissatisfaction", SEVERAL),), notes="Vred over et afslag, men kom til mødet."),
            Look(
                52,
                "mette",
                (("dissatisfaction", LASTING), ("felt-disagreement", SEVERAL), ("broken-agreements", ONCE)),
                notes="To i teamet tager det med hjem.",
                strain="much",
            ),
            Look(
                9,
                "mette",
                (
                    ("different-reality-or-aggression", SEVERAL),
                    ("control-and-interrogation", SEVERAL),
                    ("felt-disagreement", SEVERAL),
                ),
                persistently=True,
                notes="Råbte og slog i bordet ved samtalen. Kollegaen blev utryg og gik.",
                strain="heavy",
                together=True,
            ),
        ),
        does=(
            Do(
                118,
                "mette",
                "jonas",
                "Forklar afslaget mundtligt, trin for trin",
                105,
                "predictability",
                status=Status.DONE,
                ended=104,
                effect=Effect.NO,
            ),
            Do(
                50,
                "mette",
                "jonas",
                "Skift til møder sidst på dagen",
                35,
                "citizens-eyes",
                status=Status.DONE,
                ended=36,
                effect=Effect.WORSE,
                said=((36, "jonas", "Ventetiden gjorde det sværere. Vi prøver formiddage."),),
            ),
            Do(
                8,
                "mette",
                "mette",
                "Action card: hvem gør hvad ved næste samtale",
                -2,
                "action-card",
                "Alle i teamet har læst og øvet det.",
                Status.UNDER_WAY,
            ),
            Do(8, "mette", "mette", "Tal de interne retningslinjer igennem med teamet", 1, "violence-preparedness"),
            Do(
                8,
                "mette",
                "rita",
                "Debriefing med teamet efter samtalen",
                -3,
                "debrief-and-learn",
                "Alle er hørt, og læringen er skrevet ned.",
            ),
            Do(
                8,
                "mette",
                "jonas",
                "To medarbejdere ved hver samtale indtil videre",
                -1,
                "clear-agreements",
                status=Status.UNDER_WAY,
            ),
        ),
        meets=(Meet(9, "mette", "Ingen holder samtaler alene. Vi mødes igen om en uge.", -2),),
    ),
    Case(
        "Gyvel",
        "2026-003390",
        "Borgerservice Torvet",
        Kind.USER,
        300,
        "bodil",
        people=("emre",),
        looks=(
            Look(
                299,
                "bodil",
                (("persistent-demands", SEVERAL), ("press-and-media", SEVERAL)),
                notes="Lange mails hver dag og opslag med navne på ansatte.",
                strain="heavy",
            ),
            Look(
                230,
                "bodil",
                (("complaint-or-criticism", SEVERAL), ("press-and-media", ONCE)),
                notes="Én mail om ugen efter aftalen.",
                strain="some",
            ),
            Look(140, "emre", (("complaint-or-criticism", ONCE),), notes="Kort og saglig."),
            Look(45, "bodil", notes="Ingen kendetegn i flere måneder."),
        ),
        does=(
            Do(
                298,
                "bodil",
                "emre",
                "Ét samlet svar hver fredag",
                280,
                "structured-conversation",
                status=Status.DONE,
                ended=281,
                effect=Effect.YES,
            ),
            Do(
                298,
                "bodil",
                "bodil",
                "Sig tak, når henvendelsen er samlet og kort",
                270,
                "positive-confirmation",
                status=Status.DONE,
                ended=268,
                effect=Effect.YES,
            ),
            Do(
                228,
                "bodil",
                "gry",
                "Lær af klagen: ret hjemmesidens tekst om pas",
                200,
                "criticism-as-feedback",
                status=Status.DONE,
                ended=199,
                effect=Effect.YES,
            ),
        ),
        meets=(Meet(140, "bodil", "Vi fortsætter med fredagssvaret.", 20),),
    ),
    Case(
        "Kastanje",
        "",
        "Borgerservice Torvet",
        Kind.OTHER,
        200,
        "bodil",
        informed=Informed.EXEMPT,
        informed_note="Det handler om teamets kontakt som helhed, ikke om én borger.",
        case_system=CaseSystem.NOTHING,
        looks=(
            Look(
                199,
                "bodil",
                (("dissatisfaction", LASTING), ("unclear-dialogue", SEVERAL)),
                notes="Ventetiden ved skranken giver skænderier om eftermiddagen.",
                together=True,
                strain="much",
            ),
            Look(
                88,
                "bodil",
                (("dissatisfaction", SEVERAL),),
                notes="Bedre efter skiltene.",
                together=True,
                strain="some",
            ),
        ),
        does=(
            Do(
                198,
                "bodil",
                "gry",
                "Gå turen fra indgang til skranke som borger",
                185,
                "citizens-eyes",
                status=Status.DONE,
                ended=184,
                effect=Effect.YES,
            ),
            Do(
                198,
                "bodil",
                "emre",
                "Skilt med ventetid og hvad man skal have med",
                170,
                "predictability",
                status=Status.DONE,
                ended=165,
                effect=Effect.YES,
            ),
            Do(
                87,
                "bodil",
                "bodil",
                "Øv rolige samtaler på personalemødet",
                12,
                "de-escalate",
                status=Status.UNDER_WAY,
            ),
        ),
        meets=(Meet(88, "bodil", "Vi tæller skænderier i en måned og ser på det igen.", 6),),
    ),
    Case(
        "Skovsø",
        "2026-001988",
        "Borgerservice Torvet",
        Kind.PARTNER,
        240,
        "bodil",
        case_system=CaseSystem.NOTHING,
        informed_note="Aftalt på samarbejdsmødet.",
        looks=(
            Look(239, "bodil", asked=False, own=StepId.GREEN, notes="Nyt samarbejde. Vi starter forebyggende."),
            Look(150, "bodil", (("unclear-dialogue", SEVERAL),), notes="Uenighed om, hvem der svarer borgerne."),
            Look(60, "bodil", notes="Opgavefordelingen er på plads."),
        ),
        does=(
            Do(
                238,
                "bodil",
                "emre",
                "Forventningsafstem hver måned",
                200,
                "predictability",
                status=Status.DONE,
                ended=205,
                effect=Effect.PARTLY,
            ),
            Do(
                149,
                "bodil",
                "bodil",
                "Skriv ned, hvem der svarer på hvad",
                130,
                "common-approach",
                status=Status.DONE,
                ended=128,
                effect=Effect.YES,
            ),
        ),
    ),
    Case(
        "Havtorn",
        "2025-018342",
        "Hjemmeplejen Øst",
        Kind.RELATIVE,
        350,
        "hannah",
        people=("ture", "ane", "pil"),
        deputy="ture",
        informed_note="Pårørende og borger er begge informeret ved hjemmebesøget.",
        looks=(
            Look(
                349,
                "hannah",
                (
                    ("control-and-interrogation", LASTING),
                    ("persistent-demands", SEVERAL),
                    ("felt-disagreement", SEVERAL),
                ),
                notes="Pårørende tager tid på besøgene og ringer efter hvert.",
                strain="heavy",
                together=True,
            ),
            Look(
                260,
                "hannah",
                (("control-and-interrogation", SEVERAL), ("complaint-or-criticism", SEVERAL)),
                notes="Fast hold på fire. Ugentligt opkald.",
                strain="much",
                together=True,
            ),
            Look(
                130,
                "ture",
                (("complaint-or-criticism", SEVERAL), ("control-and-interrogation", ONCE)),
                notes="Opkaldet varer ti minutter og ender godt.",
                strain="some",
            ),
            Look(
                40,
                "hannah",
                (("dissatisfaction", SEVERAL),),
                own=StepId.YELLOW,
                notes="Utilfreds med skift i ferien, ellers roligt.",
                strain="some",
            ),
        ),
        does=(
            Do(
                348,
                "hannah",
                "ture",
                "Fast hold på fire, så de samme kommer",
                330,
                "single-contact",
                status=Status.DONE,
                ended=325,
                effect=Effect.YES,
            ),
            Do(
                348,
                "hannah",
                "ane",
                "Skriv i loggen efter hvert besøg",
                335,
                "document-thoroughly",
                status=Status.DONE,
                ended=334,
                effect=Effect.YES,
            ),
            Do(
                258,
                "hannah",
                "hannah",
                "Supervision for holdet hver anden måned",
                200,
                "supervision-defusing",
                status=Status.DONE,
                ended=197,
                effect=Effect.YES,
            ),
            Do(
                128,
                "ture",
                "ane",
                "Perspektivskifte: fortæl dagen, som den pårørende ser den",
                110,
                "perspective-shift",
                status=Status.DROPPED,
                ended=112,
                because="Holdet var på ferie. Vi tager det op igen senere.",
            ),
            Do(
                39,
                "hannah",
                "ture",
                "Ring, inden der kommer en afløser",
                -6,
                "predictability",
                "Ingen afløser er kommet uden opkald.",
                Status.UNDER_WAY,
                said=((20, "ture", "To opkald i sidste uge. Begge gange tak."),),
            ),
        ),
        meets=(
            Meet(260, "hannah", "Hannah ringer hver mandag kl. 9. Ingen andre tager den samtale."),
            Meet(40, "hannah", "Vi kan gå over til opkald hver anden uge.", 15),
        ),
    ),
    Case(
        "Poppel",
        "2026-004902",
        "Hjemmeplejen Øst",
        Kind.USER,
        180,
        "hannah",
        people=("ane",),
        looks=(
            Look(
                179,
                "hannah",
                (("felt-disagreement", SEVERAL), ("dissatisfaction", SEVERAL)),
                notes="Borgeren vil ikke have hjælp til bad af nye.",
            ),
            Look(100, "ane", (("dissatisfaction", SEVERAL),), notes="Bedre med billeder af holdet på køleskabet."),
            Look(28, "hannah", notes="Roligt."),
        ),
        does=(
            Do(
                178,
                "hannah",
                "ane",
                "Billeder og navne på holdet på køleskabet",
                165,
                "predictability",
                status=Status.DONE,
                ended=166,
                effect=Effect.YES,
            ),
            Do(
                178,
                "hannah",
                "ture",
                "Tal om, hvordan vi taler om borgeren i bilen",
                150,
                "how-we-talk",
                status=Status.DONE,
                ended=149,
                effect=Effect.PARTLY,
            ),
        ),
    ),
    Case(
        "Slåen",
        "2026-009015",
        "Hjemmeplejen Øst",
        Kind.RELATIVE,
        6,
        "hannah",
        people=("ture",),
        informed=Informed.SOON,
        case_system=CaseSystem.SOON,
        looks=(
            Look(
                5,
                "hannah",
                (
                    ("recurring-complaints", SEVERAL),
                    ("broken-agreements", SEVERAL),
                    ("complaint-or-criticism", SEVERAL),
                ),
                notes="Fire klager på en uge om medicin og tider.",
                strain="much",
            ),
        ),
    ),
    Case(
        "Enebær",
        "2026-003777",
        "Skolen ved Åen",
        Kind.PARENT,
        290,
        "viggo",
        people=("nora",),
        looks=(
            Look(
                289,
                "viggo",
                (("complaint-or-criticism", SEVERAL), ("felt-disagreement", SEVERAL)),
                notes="Uenighed om støtte i dansk.",
            ),
            Look(
                225,
                "viggo",
                (("press-and-media", SEVERAL), ("persistent-demands", SEVERAL)),
                notes="Opslag i forældregruppen og lange mails om natten.",
                strain="heavy",
            ),
            Look(
                140,
                "nora",
                (("complaint-or-criticism", SEVERAL), ("press-and-media", ONCE)),
                notes="Mødet med mægler gav ro.",
                strain="some",
            ),
            Look(30, "viggo", notes="Vi ringer hver måned. Ingen klager siden sidst.", together=True),
        ),
        does=(
            Do(
                288,
                "viggo",
                "nora",
                "Aftal, hvornår forældrene får svar",
                275,
                "predictability",
                status=Status.DONE,
                ended=276,
                effect=Effect.NO,
            ),
            Do(
                224,
                "viggo",
                "viggo",
                "Tilbyd mæglingsmøde med en udefra",
                190,
                "mediation",
                status=Status.DONE,
                ended=186,
                effect=Effect.YES,
                said=((186, "viggo", "Begge sider fik talt ud. Ny aftale om telefon frem for mail."),),
            ),
            Do(
                224,
                "viggo",
                "nora",
                "Sæt grænser for mails om natten fra egen banehalvdel",
                205,
                "set-limits",
                status=Status.DONE,
                ended=204,
                effect=Effect.YES,
            ),
        ),
        meets=(
            Meet(186, "viggo", "Telefon hver torsdag i stedet for mail."),
            Meet(30, "viggo", "Opkald en gang om måneden er nok.", 25),
        ),
    ),
    Case(
        "Lærketræ",
        "2026-009102",
        "Skolen ved Åen",
        Kind.PARENT,
        1,
        "viggo",
        informed=Informed.SOON,
    ),
)
