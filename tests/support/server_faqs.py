"""What a server of engineers abroad might write for itself, and how members might ask for it.

Nothing was fitted on it. The questions were written without looking at what finds them.
"""

from dataclasses import dataclass

from bot.search.values.documents import Document
from tests.support.knowledge.golden import Golden


@dataclass(frozen=True, slots=True)
class ServerFaq:
    """An entry as a moderator types it, and questions for it in other words."""

    slug: str
    question: str
    phrasings: tuple[str, ...]
    answer: str
    asked: tuple[str, ...]

    @property
    def document(self) -> Document:
        """What the engine is given."""
        names = (self.question,)
        return Document(
            f"faq:{self.slug}",
            None,
            self.question,
            names,
            phrasings=self.phrasings,
            body=self.answer,
        )

    @property
    def golden(self) -> tuple[Golden, ...]:
        """What members ask."""
        return tuple(Golden(one, frozenset((f"faq:{self.slug}",))) for one in self.asked)


SERVER_FAQS = (
    ServerFaq(
        "meetup",
        "When is the monthly meetup?",
        ("when do we meet next", "next meetup date"),
        "On the first Tuesday of the month at 18:00.",
        ("what day does everybody get together", "date of the upcoming gathering"),
    ),
    ServerFaq(
        "resume-review",
        "How do I get my resume reviewed?",
        ("can someone look at my cv",),
        "Post it without your name in the resume channel on Fridays.",
        ("who can give feedback on my curriculum vitae", "i want comments on my one pager"),
    ),
    ServerFaq(
        "referrals",
        "Where can I ask for a referral?",
        ("referral channel",),
        "In the referrals channel, with the link of the job.",
        ("somebody to recommend me at their company", "who here could refer me for an opening"),
    ),
    ServerFaq(
        "verified-role",
        "How do I get the verified role?",
        ("how to become verified",),
        "React to the pinned message and wait for a moderator.",
        ("why can't i see the members only channels", "getting the checkmark badge"),
    ),
    ServerFaq(
        "mock-interviews",
        "Do you run mock interviews?",
        ("practice interview partner",),
        "Every Saturday; sign up in the calendar.",
        ("can somebody rehearse interviewing with me", "is there interview practice on weekends"),
    ),
    ServerFaq(
        "job-posts",
        "May I post a job here?",
        ("am i allowed to advertise an opening",),
        "Yes, in the jobs channel, once a week.",
        ("where do recruiters share vacancies", "is it ok to announce that we are hiring"),
    ),
    ServerFaq(
        "self-promotion",
        "Is self-promotion allowed?",
        ("can i share my youtube channel",),
        "Only on Mondays in the showcase channel.",
        ("may i advertise my own blog", "plugging my newsletter"),
    ),
    ServerFaq(
        "report-user",
        "How do I report another member?",
        ("someone is harassing me", "report abuse"),
        "Write to a moderator in a direct message.",
        ("a person keeps insulting me", "what to do about a rude user"),
    ),
    ServerFaq(
        "time-zone",
        "Which time zone are events in?",
        ("what time zone do you use",),
        "All times are Eastern.",
        ("are hours given in pacific or eastern", "what clock do the announcements follow"),
    ),
    ServerFaq(
        "recordings",
        "Are talks recorded?",
        ("recording of the last session",),
        "Yes, on our video page within a week.",
        ("can i watch yesterday's presentation later", "missed the webinar is there a video"),
    ),
    ServerFaq(
        "study-group",
        "How do I join the study group?",
        ("paper reading club",),
        "Press Join below the pinned message in the reading channel.",
        ("is there a circle for reading ml papers", "learning together with others here"),
    ),
    ServerFaq(
        "mentor",
        "Can I get a mentor?",
        ("mentorship program",),
        "Twice a year; the next round starts in spring.",
        ("experienced person to guide me", "pairing newcomers with seniors"),
    ),
    ServerFaq(
        "donate",
        "How can I support the server?",
        ("donate to the community",),
        "Through the fund on our page.",
        ("give money to you guys", "how to chip in financially"),
    ),
    ServerFaq(
        "invite-friend",
        "May I invite a friend?",
        ("invite link",),
        "Yes, with the permanent link in the rules.",
        ("how does my buddy get into this discord", "bring a colleague to the server"),
    ),
    ServerFaq(
        "nickname",
        "How do I change my nickname?",
        ("rename myself here",),
        "Right-click your name, then Edit Server Profile.",
        ("my display name is wrong", "can i be called something else on here"),
    ),
    ServerFaq(
        "dogs",
        "Can I bring my dog to the meetup?",
        ("are dogs allowed",),
        "Small ones, on a lead.",
        ("is my puppy permitted", "pets at the gathering"),
    ),
    ServerFaq(
        "parking",
        "Where can I park at the venue?",
        ("parking near the office",),
        "Behind the library, free after 17:00.",
        ("is there a garage for my car", "place to leave my vehicle"),
    ),
    ServerFaq(
        "food",
        "Is there food at the meetup?",
        ("do you serve pizza",),
        "Pizza from 19:00, also vegan.",
        ("will dinner be provided", "what do we eat there"),
    ),
    ServerFaq(
        "swag",
        "Where do I get a sticker or a shirt?",
        ("community merch",),
        "At the desk of any meetup.",
        ("do you sell hoodies", "i would like some merchandise"),
    ),
    ServerFaq(
        "old-channel",
        "Where did the random channel go?",
        ("random channel is gone",),
        "It is called lounge now.",
        ("place for off topic chat", "i can't find the channel for random talk anymore"),
    ),
)
