"""Discord's limits, each with the place where Discord writes it."""

CARD_TEXT = 4000
"""Characters of all text in one message ("Component Reference", "Text Display")."""

CARD_COMPONENTS = 40
"""Components in one message, nested ones included ("Component Reference")."""

ROW_BUTTONS = 5
"""Buttons in one row ("Component Reference", "Action Row")."""

BUTTON_LABEL = 80
"""Characters of a button's label ("Component Reference", "Button")."""

SELECT_OPTIONS = 25
"""Options of a select ("Component Reference", "String Select")."""

OPTION_LABEL = 100
"""Characters of an option's label, its value and its description ("String Select")."""

CUSTOM_ID = 100
"""Characters of a `custom_id` ("Component Reference", "Anatomy of a Component")."""

CHOICES = 25
"""Suggestions of an autocomplete ("Application Commands", "Autocomplete")."""

CHOICE_NAME = 100
"""Characters of a suggestion's name and of its value ("Application Command Option Choice")."""

QUESTION = 4000
"""Characters of a text option; a message has at most as many ("Application Commands")."""

CONTENT = 2000
"""Characters of a message's plain content ("Message", "Create Message")."""

ALT_TEXT = 1024
"""Characters that describe an attachment ("Message", "Attachment Structure")."""

FORM_TITLE = 45
"""Characters of a modal's title ("Interactions", "Modal")."""

FORM_FIELDS = 5
"""Labels in one modal ("Component Reference", "Label")."""

FORM_LABEL = 45
"""Characters of a label's text; its description takes 100 ("Component Reference", "Label")."""

FIELD_TEXT = 4000
"""Characters that a text input takes ("Component Reference", "Text Input")."""
