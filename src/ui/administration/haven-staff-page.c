/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-staff-page.h"

#include "haven-member-add-dialog.h"
#include "haven-role-words.h"
#include "haven-rows.h"
#include "haven-staff-service.h"

#include <glib/gi18n.h>

struct _HavenStaffPage
{
  HavenFactsPage parent_instance;
};

G_DEFINE_FINAL_TYPE (HavenStaffPage, haven_staff_page, HAVEN_TYPE_FACTS_PAGE)

static HavenSession *
get_session (HavenStaffPage *self)
{
  return haven_facts_page_get_session (HAVEN_FACTS_PAGE (self));
}

/* ── The list ─────────────────────────────────────────────────────────────── */

/* “Can sign in · still lacks: medical part” */
static char *
dup_state (const HavenStaffEntry *entry)
{
  g_autoptr (GString) state = g_string_new (NULL);

  if (!entry->member->active)
    return g_strdup (_ ("Does not work here any more"));
  g_string_append (state, entry->can_sign_in ? _ ("Can sign in") : _ ("Cannot sign in yet"));
  for (int i = 0; entry->can_sign_in && i < HAVEN_N_PARTITIONS; i++)
    if ((entry->wants & ~entry->holds & (1u << i)) != 0)
      {
        g_string_append (state, " · ");
        /* Translators: a part of the vault: “Medical part” */
        g_string_append_printf (state, _ ("still lacks: %s"), haven_part_get_label ((HavenPartition) i));
      }
  return g_string_free (g_steal_pointer (&state), FALSE);
}

static GtkWidget *
create_row (HavenStaffPage *self, const HavenStaffEntry *entry)
{
  g_autofree char *roles = haven_role_dup_labels ((const char *const *) entry->member->roles);
  g_autofree char *state = dup_state (entry);
  g_autofree char *words = g_strdup_printf ("%s\n%s", roles, state);
  GtkWidget *row = haven_row_new (entry->member->name, words);
  const gboolean lacks = entry->member->active && (!entry->can_sign_in || (entry->wants & ~entry->holds) != 0);

  haven_row_add_icon (row, lacks ? "dialog-information-symbolic" : "haven-person-symbolic");
  haven_facts_page_lead_on (HAVEN_FACTS_PAGE (self), row, entry->member->id);
  return row;
}

static void
add_clicked_cb (HavenStaffPage *self)
{
  haven_staff_page_add (self);
}

static GtkWidget *
create_add_row (HavenStaffPage *self)
{
  GtkWidget *row = haven_row_new_button (_ ("_Add a Member of Staff…"), "list-add-symbolic");

  g_signal_connect_object (row, "activated", G_CALLBACK (add_clicked_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
fill_group (HavenStaffPage *self, AdwPreferencesGroup *group, GPtrArray *entries, gboolean active)
{
  for (guint i = 0; i < entries->len; i++)
    if (((const HavenStaffEntry *) entries->pdata[i])->member->active == active)
      adw_preferences_group_add (group, create_row (self, entries->pdata[i]));
}

static gboolean
holds_left (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    if (!((const HavenStaffEntry *) entries->pdata[i])->member->active)
      return TRUE;
  return FALSE;
}

static GtkWidget *
show_list (HavenFactsPage *facts_page, gconstpointer facts)
{
  HavenStaffPage *self = HAVEN_STAFF_PAGE (facts_page);
  GPtrArray *entries = (GPtrArray *) facts;
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *group =
      haven_rows_add_group (ADW_PREFERENCES_PAGE (page),
                            _ ("Who Works Here"),
                            _ ("Nobody shares a sign-in. What somebody may open follows from their roles."));

  fill_group (self, group, entries, TRUE);
  if (haven_staff_page_may_add (get_session (self)))
    adw_preferences_group_add (group, create_add_row (self));
  if (holds_left (entries))
    fill_group (self, haven_rows_add_group (ADW_PREFERENCES_PAGE (page), _ ("Worked Here Before"), NULL), entries, FALSE);
  return page;
}

/* ── Loading ──────────────────────────────────────────────────────────────── */

static gpointer
read_staff (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_staff_list (session, error);
}

static void
haven_staff_page_class_init (HavenStaffPageClass *klass)
{
  static const char *const records[] = { "staff_member", NULL };
  HavenFactsPageClass *facts_class = HAVEN_FACTS_PAGE_CLASS (klass);

  facts_class->read = read_staff;
  facts_class->free_facts = (GDestroyNotify) g_ptr_array_unref;
  facts_class->show = show_list;
  facts_class->records = records;
  facts_class->keeps = TRUE; /* each look is written down */
}

static void
haven_staff_page_init (HavenStaffPage *self)
{
}

GtkWidget *
haven_staff_page_new (HavenWorkspace *workspace)
{
  HavenStaffPage *self = g_object_new (HAVEN_TYPE_STAFF_PAGE, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), GTK_WIDGET (self));

  haven_facts_page_set_workspace (HAVEN_FACTS_PAGE (self), workspace);
  return GTK_WIDGET (self);
}

/** Whether somebody sees more of the staff than their names. */
gboolean
haven_staff_page_is_for (HavenSession *session)
{
  g_autoptr (HavenAccess) access = haven_session_ref_access (session);

  return access != NULL && haven_access_may_read_column (access, HAVEN_PARTITION_SHARED, "staff_member", "roles");
}

gboolean
haven_staff_page_may_add (HavenSession *session)
{
  return haven_session_may (session, "staff_member", HAVEN_ACTION_CREATE);
}

/** What the row at the end of the list does. */
void
haven_staff_page_add (HavenStaffPage *self)
{
  g_return_if_fail (HAVEN_IS_STAFF_PAGE (self));
  adw_dialog_present (haven_member_add_dialog_new (haven_facts_page_get_workspace (HAVEN_FACTS_PAGE (self))), GTK_WIDGET (self));
}

gboolean
haven_staff_page_is_loaded (HavenStaffPage *self)
{
  g_return_val_if_fail (HAVEN_IS_STAFF_PAGE (self), FALSE);
  return haven_facts_page_is_idle (HAVEN_FACTS_PAGE (self));
}
