"""The small words of questions about pay: what they ask, and what stands between."""

from collections.abc import Mapping

MONEY = frozenset({
    "comp", "compensation", "ctc", "earn", "earning", "earnings", "earns", "income", "make",
    "makes", "making", "package", "paid", "pay", "paying", "pays", "remuneration", "salaries",
    "salary", "salery", "sallary", "salry", "tc", "wage", "wages",
})  # fmt: skip
"""Words that ask for pay."""

JUDGED = frozenset({
    "above", "average", "bad", "below", "better", "competitive", "decent",
    "enough", "fair", "good", "great", "high", "low", "lowball", "lowballed", "market",
    "median", "normal", "ok", "okay", "over", "overpaid", "reasonable", "top", "typical",
    "under", "underpaid", "worth",
})  # fmt: skip
"""Words that put a sum beside others."""

LEVEL = frozenset({
    "level", "levels", "lvl", "prevailing",
})  # fmt: skip

WHERE = frozenset({
    "cities", "city", "metro", "metros", "where",
})  # fmt: skip

SIDES = frozenset({
    "better", "compare", "compared", "or", "versus", "vs",
})  # fmt: skip

GLUE = frozenset({
    "a", "about", "after", "again", "all", "also", "am", "an", "and", "annual", "annually",
    "any", "approx", "approximately", "are", "around", "as", "ask", "asking", "at", "base",
    "be", "been", "before", "between", "big", "bit", "but", "by", "can", "career",
    "company", "could", "current", "currently", "data", "do", "does",
    "doing", "employee", "employees", "employer", "engineer", "engineers",
    "everyone", "exp", "expect", "expected", "experience", "experienced",
    "figures", "fine", "first", "folks", "for", "friend", "from",
    "full", "fulltime", "get", "gets", "getting", "give", "given", "go", "going", "gonna",
    "got", "guys", "h", "h-1b", "h1b", "hello", "help", "hey", "hi", "hired", "hit", "how", "i",
    "i'm", "i've", "if", "im", "in", "interview", "is", "is's", "it", "it's", "job", "jobs",
    "just", "kinda", "know", "like", "look", "looking", "lottery", "man",
    "max", "me", "mean", "meant", "meet", "meets", "min", "minimum", "month", "more", "most",
    "much", "my", "near", "need", "needed", "new", "now", "number", "numbers",
    "of", "off", "offer", "offered", "offering", "offers", "official", "on", "one",
    "only", "people", "per", "person", "please", "pls", "plz", "position", "pretty",
    "qualifies", "qualify", "question", "quick", "range", "ranges", "rate",
    "rates", "reach", "reaches", "really", "receive", "received", "role", "roles", "say",
    "says", "should", "so", "some", "someone", "someone's", "sounds", "start", "starting",
    "still", "take", "taken", "than", "thank", "thanks", "that", "the", "their",
    "there", "there's", "they", "think", "this", "thx", "time", "title", "to", "too", "total",
    "u", "us", "usd", "usually", "very", "want", "was", "we", "weighted", "what", "what's",
    "whats", "when", "which", "who", "will", "with", "without", "work", "worker", "working",
    "works", "would", "year", "yearly", "years", "yoe", "you", "your",
})  # fmt: skip
"""Words that a question about pay may have beside its parts."""

SENIORITY: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "entry level", "entry", "junior", "jr", "new grad", "new graduate",
            "fresh graduate", "fresh grad", "fresher", "graduate", "grad", "beginner", "starter",
            "early career",
        ),
        "entry",
    ),
    **dict.fromkeys(("mid level", "mid", "middle level", "midlevel", "intermediate"), "mid"),
    **dict.fromkeys(("senior level", "senior", "sr"), "senior"),
    **dict.fromkeys(("staff level", "staff", "principal", "senior staff"), "staff"),
    **dict.fromkeys(("lead", "tech lead", "team lead"), "lead"),
}  # fmt: skip

OTHER_WORK = frozenset({"data entry", "front desk"})
"""Other jobs made of words that mean something else here, such as `entry` for a level."""

STATES: Mapping[str, str] = {
    "alabama": "AL", "alaska": "AK", "arizona": "AZ", "arkansas": "AR", "california": "CA",
    "colorado": "CO", "connecticut": "CT", "delaware": "DE", "florida": "FL", "georgia": "GA",
    "hawaii": "HI", "idaho": "ID", "illinois": "IL", "indiana": "IN", "iowa": "IA",
    "kansas": "KS", "kentucky": "KY", "louisiana": "LA", "maine": "ME", "maryland": "MD",
    "massachusetts": "MA", "michigan": "MI", "minnesota": "MN", "mississippi": "MS",
    "missouri": "MO", "montana": "MT", "nebraska": "NE", "nevada": "NV", "new hampshire": "NH",
    "new jersey": "NJ", "new mexico": "NM", "new york state": "NY", "north carolina": "NC",
    "north dakota": "ND", "ohio": "OH", "oklahoma": "OK", "oregon": "OR", "pennsylvania": "PA",
    "rhode island": "RI", "south carolina": "SC", "south dakota": "SD", "tennessee": "TN",
    "texas": "TX", "utah": "UT", "vermont": "VT", "virginia": "VA", "washington state": "WA",
    "west virginia": "WV", "wisconsin": "WI",
    "al": "AL", "az": "AZ", "ca": "CA", "co": "CO", "ct": "CT", "dc": "DC", "de": "DE", "fl": "FL",
    "ga": "GA", "hi": "HI", "id": "ID", "il": "IL", "in": "IN", "la": "LA", "ma": "MA", "md": "MD",
    "me": "ME", "mi": "MI", "mn": "MN", "mo": "MO", "ms": "MS", "nc": "NC", "ne": "NE", "nh": "NH",
    "nj": "NJ", "nm": "NM", "nv": "NV", "ny": "NY", "oh": "OH", "ok": "OK", "or": "OR", "pa": "PA",
    "ri": "RI", "sc": "SC", "sd": "SD", "tn": "TN", "tx": "TX", "ut": "UT", "va": "VA", "vt": "VT",
    "wa": "WA", "wi": "WI", "wv": "WV", "wy": "WY", "wyoming": "WY",
}  # fmt: skip
"""States by their names and postal codes."""

STATE_NAMES: Mapping[str, str] = {
    code: name.title().removesuffix(" State")
    for name, code in STATES.items()
    if len(name) > len(code)
} | {"DC": "Washington, DC"}
"""What each postal code stands for."""

UNSURE_STATES = frozenset({
    "al", "co", "ct", "de", "ga", "hi", "id", "il", "in", "la", "ma", "md", "me", "mi", "mo",
    "ms", "ne", "oh", "ok", "or", "pa", "ri", "sc", "sd", "ut", "va",
})  # fmt: skip
"""Postal codes that are words, or too short to mean a state by themselves."""

FIELDS = frozenset({
    "academia", "aerospace", "automotive", "bank", "banking", "biotech", "case", "cash",
    "cloud", "consulting", "crypto", "defense", "dollars", "education", "energy", "faang",
    "fact", "finance", "fintech", "fund", "funds", "future", "gaming", "general", "government",
    "hand", "hardware", "healthcare", "hedge", "industries", "industry", "insurance", "lab",
    "labs", "manufacturing", "media", "nonprofit", "office", "person", "pharma", "practice",
    "reality", "remote", "research", "retail", "robotics", "security", "startup", "startups",
    "stocks", "tax", "taxes", "tech", "telecom", "terms", "universities", "university",
})  # fmt: skip
"""What people are paid in that is no place: an industry, or a way of speaking."""

FOREIGN = frozenset({
    "amsterdam", "aud", "australia", "austria", "bangalore", "bangladesh", "barcelona",
    "beijing", "bengaluru", "berlin", "brazil", "britain", "cad", "canada", "chennai", "china",
    "delhi", "denmark", "dubai", "dublin", "egypt", "england", "eu", "eur", "euro", "europe",
    "euros", "finland", "france", "gbp", "germany", "hyderabad", "india", "indonesia", "inr",
    "ireland", "israel", "italy", "japan", "karachi", "kenya", "korea", "lahore", "london",
    "madrid", "malaysia", "melbourne", "mexico", "montreal", "mumbai", "munich", "nepal",
    "netherlands", "nigeria", "norway", "ottawa", "pakistan", "paris", "philippines", "poland",
    "portugal", "pounds", "pune", "rupee", "rupees", "russia", "scotland", "seoul", "shanghai",
    "shenzhen", "singapore", "spain", "stockholm", "sweden", "switzerland", "sydney", "taipei",
    "taiwan", "thailand", "tokyo", "toronto", "turkey", "uae", "uk", "ukraine", "vancouver",
    "vienna", "vietnam", "waterloo", "zurich",
    "new zealand", "hong kong", "tel aviv", "saudi arabia", "united kingdom", "sri lanka",
})  # fmt: skip
"""Other countries, their cities and their money: no table here has figures for them."""
