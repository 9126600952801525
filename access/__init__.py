"""What stands between the network and the pages: static files, headers, limits, errors, unknown addresses.

``guard`` puts all of it round one Dash app. Nothing here knows a particular page.
"""

from access.guard import guard
from access.owner import Owners
from access.permission import Permission
from access.site import Site
from access.static_files import StaticFiles

__all__ = ["Owners", "Permission", "Site", "StaticFiles", "guard"]
