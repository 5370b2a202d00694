"""The editors' side at /admin/.

What may not be is refused by the models' constraints, each with its sentence. Every saved edit is
a new version of the data; every change of a row, from here or an import, is kept by triggers.
"""

from django.contrib import admin

from spatial.admin import lists, plans

__all__ = ["lists", "plans"]

admin.site.site_header = "Områdekortet"
admin.site.site_title = "Områdekortet"
admin.site.index_title = "Lister, tal og planer"
