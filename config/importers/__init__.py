"""Account sites from public lists of others, each a definition of its own; what ours cannot express is refused, and counted.

Their files keep their own licences: what is imported stands in a folder of the installation, one for each list, with the
licence beside it, and never in luwte itself.
"""

from config.importers import maigret, whatsmyname
from config.importers.shelf import Imported, Refused, shelve

__all__ = ["LISTS", "Imported", "Refused", "shelve"]

#: How a file of each list is read.
LISTS = {"maigret": maigret.read, "whatsmyname": whatsmyname.read}
