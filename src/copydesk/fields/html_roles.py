"""The role of every block of an HTML page: the body first, then what stands around it."""

from copydesk.fields.body import Body
from copydesk.layout.blocks import Dom
from copydesk.records import Role

__all__ = ["roles_of"]


def roles_of(dom: Dom, body: Body) -> list[Role]:
    """One role for each block, in order."""
    chosen = set(body.blocks)
    roles: list[Role] = []
    for block in dom.blocks:
        if block.index in body.copies:
            roles.append("duplicate")
        elif block.index in chosen:
            roles.append("body")
        else:
            roles.append("other")
    return roles
