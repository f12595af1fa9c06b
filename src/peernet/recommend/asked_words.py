"""What people say around the thing they ask for, and what they write short."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from peernet.recommend.tokens import Mention, fold, mentions

# Words that ask, in English, Spanish, French and Portuguese: what is asked for are the others. Where a text has no
# others, or where they are a skill's own label, they count as any word.
_ASKING = frozenset(
    fold(
        """
    a about an and am any anybody are as at basic basics be beginner beginners best better can could course courses do
    does e for from get give good hello help helping hi how i im in into introduction is it its know learn learning
    lessons like me mentor my need of on one our please s skill skills so some somebody someone something teach
    teaching than that the their them this to tutor us want we what when where which who why wish with would you your
    al algo alguien aprender aprende ayuda ayudar ayudarme basico basicos clase clases como con cual curso cursos de del
    el en ensena ensenar ensename es esta este hay hola la las lo los mas me mejorar mi mis necesito nivel nuestra
    nuestro o para pero por principiantes puede puedo que quien quiero quisiera saber se ser si sobre soy su sus tener
    tengo un una unas uno unos y yo
    ai aide aider aimerais aimerait apprendre apprends au aux avec avoir bases besoin bonjour ca ce cette ces cherche
    comment cours d dans debutant debutants des donner du elle en enseigner est et etre faire faut il ils j je l la le
    les leur m ma mes moi mon n notre nous ou par pas peut plus pour pourrait puis qu quel quelle quelqu qui quoi s sa
    savoir se ses si suis sur t tu un une veut veux voudrais vous y
    aprender aprenda ajuda ajudar ajude alguem as ao aos aula aulas com da das do dos e em ensinar eu isso gostaria mais
    melhorar meu minha na nas no nos num numa o os para pode posso preciso quem quero saber sem seu sua um uma umas
    """
    ).split()
)

# What is written short everywhere and spelled out in catalogues; by the folded short form.
_SPELLED_OUT = MappingProxyType(
    {
        "ai": ("artificial intelligence",),
        "ar": ("augmented reality",),
        "api": ("application programming interface",),
        "bi": ("business intelligence",),
        "cad": ("computer aided design",),
        "cao": ("conception assistée par ordinateur",),
        "cbt": ("cognitive behavioural therapy",),
        "compta": ("comptabilité",),
        "cpr": ("cardiopulmonary resuscitation",),
        "crm": ("customer relationship management",),
        "cv": ("curriculum vitae",),
        "db": ("database",),
        "diy": ("do it yourself",),
        "erp": ("enterprise resource planning",),
        "esl": ("English as a second language",),
        "gdpr": ("data protection",),
        "gis": ("geographic information systems",),
        "hr": ("human resources",),
        "ia": ("inteligencia artificial", "intelligence artificielle"),
        "ict": ("information and communications technology",),
        "iot": ("internet of things",),
        "it": ("information technology",),
        "iva": ("impuesto sobre el valor añadido",),
        "js": ("javascript",),
        "k8s": ("kubernetes",),
        "math": ("mathematics",),
        "maths": ("mathematics", "mathématiques"),
        "ml": ("machine learning",),
        "nlp": ("natural language processing",),
        "oop": ("object oriented programming",),
        "pm": ("project management",),
        "pr": ("public relations",),
        "qa": ("quality assurance",),
        "rh": ("ressources humaines",),
        "rgpd": ("protección de datos", "protection des données"),
        "rrhh": ("recursos humanos",),
        "seo": ("search engine optimization",),
        "sig": ("sistemas de información geográfica", "systèmes d'information géographique"),
        "sst": ("sauveteur secouriste du travail",),
        "tic": ("tecnologías de la información y la comunicación",),
        "ts": ("typescript",),
        "tva": ("taxe sur la valeur ajoutée",),
        "ui": ("user interface",),
        "ux": ("user experience",),
        "vat": ("value added tax",),
        "vr": ("virtual reality",),
    }
)


def telling(said: Sequence[Mention]) -> list[Mention]:
    """Each word once, without those that only ask; all of them where nothing would be left."""
    distinct = list({mention.word: mention for mention in said}.values())
    return [mention for mention in distinct if mention.word not in _ASKING] or distinct


def is_short_form(word: str) -> bool:
    """Whether the folded word is known to stand for several."""
    return word in _SPELLED_OUT


def spelled_out(said: Sequence[Mention]) -> list[list[Mention]]:
    """The words with one that was written short spelled out, in each way; none where there is none.

    Beside others it counts only in capitals: "help with it" is not about IT.
    """
    return [
        [*said[:place], *mentions(full), *said[place + 1 :]]
        for place, mention in enumerate(said)
        if len(said) == 1 or mention.written.isupper()
        for full in _SPELLED_OUT.get(mention.word, ())
    ]
