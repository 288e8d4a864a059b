"""How is a care plan started, walked through, shared, stopped and deleted, and a list of whom one wants kept?"""

from trappen.care.actions.house import delete_ended, remind_supporters, warn_of_lists
from trappen.care.actions.lists import keep_list, note_list_seen
from trappen.care.actions.people import add_supporter, hand_over, leave, let_leader_see, remove_supporter
from trappen.care.actions.plans import delete, note_view, start, stop
from trappen.care.actions.steps import Noted, note_step, undo_step

__all__ = [
    "Noted",
    "add_supporter",
    "delete",
    "delete_ended",
    "hand_over",
    "keep_list",
    "leave",
    "let_leader_see",
    "note_list_seen",
    "note_step",
    "note_view",
    "remind_supporters",
    "remove_supporter",
    "start",
    "stop",
    "undo_step",
    "warn_of_lists",
]
