"""Changes of an entry's status, in a form that can wait for a second moderator."""

from dataclasses import dataclass

from bot.chat.ui.drafts import Submission
from bot.kb.model.keys import Key
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.services.editing.editor import Edit, Editor, NothingToChangeError, SavedChanges

STEP = "p"
"""The form that a step is kept as: a draft without a form, in the same place as typed texts."""

RETIRE, RESTORE = "retire", "restore"

_PROPOSED = {
    RETIRE: (
        N_("{who} proposes to retire **{title}**."),
        N_("{who} proposes to retire **{title}**: {reason}"),
    ),
    RESTORE: (
        N_("{who} proposes to restore **{title}**."),
        N_("{who} proposes to restore **{title}**: {reason}"),
    ),
}
_BACK = (
    N_("{who} proposes to bring back v{version} of **{title}**."),
    N_("{who} proposes to bring back v{version} of **{title}**: {reason}"),
)
"""What is proposed, without a reason and with one."""

# Translators: What another moderator agreed to: "Published: **retire Do I need a PhD?**".
_CALLED = {RETIRE: N_("retire {title}"), RESTORE: N_("restore {title}")}


@dataclass(frozen=True, slots=True)
class Step:
    """Retire an entry, restore it, or bring a former version of it back."""

    what: str
    """`RETIRE`, `RESTORE`, or the revision to bring back."""
    key: Key
    parent: int
    """The revision that the moderator saw."""
    reason: str

    @property
    def submission(self) -> Submission:
        """Return it as a submission, which a draft can hold."""
        about = f"{self.what}|{self.key}"
        return Submission(STEP, about, self.parent, {"reason": self.reason})

    def describe(self, title: str) -> str:
        """Name it: 'retire …'."""
        text = _CALLED.get(self.what) or N_("bring back v{version} of {title}")
        return _(text).format(version=self.what, title=title)

    def describe_proposal(self, who: str, title: str, reason: str) -> str:
        """Describe it as a proposal of a person; the texts are shown as they are."""
        text = _PROPOSED.get(self.what, _BACK)[bool(reason)]
        return _(text).format(who=who, title=title, reason=reason, version=self.what)

    @classmethod
    def from_submission(cls, submission: Submission) -> "Step":
        """Read what `submission` wrote."""
        what, _, key = submission.about.partition("|")
        return cls(what, Key.parse(key), submission.revision, submission.fields.get("reason", ""))

    async def apply(self, editor: Editor, edit: Edit) -> SavedChanges:
        """Apply it; raise `NothingToChangeError` or what `Editor` raises."""
        if self.what == RETIRE:
            return await editor.retire(edit, self.key, self.parent)
        if self.what == RESTORE:
            return await editor.restore(edit, self.key, self.parent)
        versions = await editor.history(edit.guild, self.key)
        chosen = (one for one in versions if str(one.change.revision) == self.what)
        version = next(chosen, None)
        if version is None or not version.text:
            raise NothingToChangeError
        return await editor.write(edit, self.key, version.text, self.parent)
