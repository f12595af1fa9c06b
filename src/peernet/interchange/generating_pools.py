"""The words that made networks are built from: places, names, crafts, qualifiers and goals.

All of it is invented or general knowledge; nobody in it is real. The order of every pool is part of what a seed
means: changing one changes the bytes that `generate` writes.
"""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A city where a chapter meets; `english` is the share (0 to 1) of its people who also speak English."""

    city: str
    country: str
    time_zone: str
    language: str
    english: float
    weight: int


PLACES = (
    Place("London", "GB", "Europe/London", "en", 1.0, 10),
    Place("New York", "US", "America/New_York", "en", 1.0, 10),
    Place("San Francisco", "US", "America/Los_Angeles", "en", 1.0, 7),
    Place("Chicago", "US", "America/Chicago", "en", 1.0, 6),
    Place("Toronto", "CA", "America/Toronto", "en", 1.0, 5),
    Place("Lagos", "NG", "Africa/Lagos", "en", 1.0, 7),
    Place("Nairobi", "KE", "Africa/Nairobi", "en", 1.0, 5),
    Place("Bengaluru", "IN", "Asia/Kolkata", "hi", 0.95, 10),
    Place("Delhi", "IN", "Asia/Kolkata", "hi", 0.9, 8),
    Place("Sydney", "AU", "Australia/Sydney", "en", 1.0, 3),
    Place("Madrid", "ES", "Europe/Madrid", "es", 0.6, 6),
    Place("Mexico City", "MX", "America/Mexico_City", "es", 0.55, 6),
    Place("Lima", "PE", "America/Lima", "es", 0.5, 4),
    Place("Bogotá", "CO", "America/Bogota", "es", 0.5, 4),
    Place("Buenos Aires", "AR", "America/Argentina/Buenos_Aires", "es", 0.6, 4),
    Place("Paris", "FR", "Europe/Paris", "fr", 0.65, 6),
    Place("Dakar", "SN", "Africa/Dakar", "fr", 0.5, 3),
    Place("Montréal", "CA", "America/Toronto", "fr", 0.8, 3),
    Place("São Paulo", "BR", "America/Sao_Paulo", "pt", 0.55, 7),
    Place("Lisbon", "PT", "Europe/Lisbon", "pt", 0.75, 3),
    Place("Berlin", "DE", "Europe/Berlin", "de", 0.85, 7),
    Place("Vienna", "AT", "Europe/Vienna", "de", 0.85, 2),
    Place("Rome", "IT", "Europe/Rome", "it", 0.6, 3),
    Place("Warsaw", "PL", "Europe/Warsaw", "pl", 0.75, 3),
    Place("Amsterdam", "NL", "Europe/Amsterdam", "nl", 0.95, 3),
    Place("Cairo", "EG", "Africa/Cairo", "ar", 0.7, 4),
    Place("Istanbul", "TR", "Europe/Istanbul", "tr", 0.6, 3),
    Place("Kyiv", "UA", "Europe/Kyiv", "uk", 0.7, 2),
    Place("Jakarta", "ID", "Asia/Jakarta", "id", 0.65, 4),
    Place("Manila", "PH", "Asia/Manila", "tl", 0.95, 3),
    Place("Tokyo", "JP", "Asia/Tokyo", "ja", 0.5, 3),
    Place("Seoul", "KR", "Asia/Seoul", "ko", 0.55, 2),
)

SECOND_LANGUAGES = ("es", "fr", "pt", "de", "hi", "ar", "it", "ru", "zh", "ja", "sw", "yo")

_GIVEN_NAMES = (
    "Ada Adaeze Aisha Akira Alba Alejandra Amina Anders Anika Arjun Beatriz Ben Bianca Bruno Camille Carla Chidi "
    "Clara Daniel Daria Diego Ebru Elena Elif Emeka Emil Esther Farah Fatou Felix Gabriel Giulia Grace Hana Hassan "
    "Ines Ingrid Isabel Ivan Jamal Joana Jonas Julia Kamal Karin Kofi Lars Laila Leon Lin Lucia Luis Maja Malik "
    "Marco Maria Mateo Mei Miguel Mina Nadia Naomi Nikhil Nina Noah Nora Olga Omar Paula Pedro Priya Rafael Rania "
    "Ravi Rosa Samir Sara Selin Simon Sofia Sven Tariq Tatiana Thomas Uma Valeria Victor Wanjiru Yara Yusuf Zoe"
)
GIVEN_NAMES = tuple(_GIVEN_NAMES.split())

_FAMILY_NAMES = (
    "Abara Achieng Adler Aguilar Ahmed Almeida Alvarez Amadi Andersen Aoki Araujo Aydin Bakker Banerjee Barros Bauer "
    "Bello Benali Berger Bianchi Blanc Boateng Brandt Bravo Brooks Cardoso Castillo Chandra Chavez Cohen Conti Costa "
    "Cruz Dahl Demir Diallo Diaz Dubois Duarte Egan Eze Farouk Ferrari Fischer Flores Fontaine Garcia Ghosh Gomez "
    "Haddad Hansen Hayes Herrera Hoffmann Hussein Ibarra Ito Iyer Jansen Joshi Kamau Kaplan Karimi Keller Khan Kim "
    "Kowalski Kumar Lambert Larsen Lee Lopez Mancini Mbeki Medina Mehta Mendes Moreau Mwangi Nair Ndiaye Nguyen "
    "Novak Nunes Obi Okafor Oliveira Ortega Otieno Park Patel Pereira Quispe Rahman Ramos Rao Reyes Ricci Rossi "
    "Sahin Salazar Santos Sato Schmid Sharma Silva Singh Suarez Tanaka Torres Traore Vargas Vega Wagner Weber Wood"
)
FAMILY_NAMES = tuple(_FAMILY_NAMES.split())

CRAFTS = (
    "data analysis",
    "web development",
    "graphic design",
    "project planning",
    "public speaking",
    "photography",
    "bookkeeping",
    "statistics",
    "copywriting",
    "machine learning",
    "gardening",
    "video editing",
    "fundraising",
    "carpentry",
    "illustration",
    "database design",
    "teaching",
    "interviewing",
    "watercolour",
    "network security",
    "cooking",
    "music production",
    "nursing",
    "translation",
    "mobile development",
    "negotiation",
    "cartography",
    "electronics",
    "event organising",
    "storytelling",
    "interface design",
    "quality assurance",
    "welding",
    "tailoring",
    "research methods",
    "contract law",
    "cloud operations",
    "bicycle repair",
    "community building",
    "podcasting",
    "sign language",
    "beekeeping",
    "ceramics",
    "game design",
    "supply planning",
    "animation",
    "solar installation",
    "archiving",
)
"""One group of skills each; what is named first is asked for and offered most."""

_QUALIFIERS = (
    "Applied Practical Introductory Advanced Creative Collaborative Remote Rural Urban Traditional Modern Visual "
    "Digital Mobile Inclusive Ethical Experimental Open Frugal Seasonal Technical Historical Quantitative Qualitative "
    "Everyday Agile Bilingual Participatory Sustainable Scientific Clinical Industrial Domestic Coastal Alpine Nordic "
    "Independent Editorial Civic Strategic Restorative"
)
QUALIFIERS = tuple(_QUALIFIERS.split())

_COMMUNITY_THEMES = "Circle Exchange Guild Study Makers Evenings Meetup Workshop Collective Commons Neighbours Learners"
COMMUNITY_THEMES = tuple(_COMMUNITY_THEMES.split())

GOALS = (
    "I want to feel at ease with {skill} before my next job.",
    "Somebody to look at my first attempts at {skill} and tell me what to practise.",
    "Our small association needs {skill} and nobody here knows how to start.",
    "I have read two books on {skill}; now I need a person to ask.",
    "Change careers towards {skill} within a year.",
    "Get past the beginner's plateau in {skill}.",
    "Prepare a talk about {skill} for our chapter.",
    "Learn enough {skill} to work with those who do it for a living.",
    "Twenty minutes every other week on {skill}, with homework.",
    "I do {skill} alone and would like to know how others go about it.",
    "Help me choose what to learn first in {skill}.",
    "Build one small thing with {skill} from start to end.",
)

ABOUTS = (
    "Works with {skill}; likes questions that start with why.",
    "Came to {skill} late and remembers what was hard.",
    "Self-taught in {skill}.",
    "Years of {skill}, still learning.",
    "Here for {skill} and for the people.",
    "",
)
