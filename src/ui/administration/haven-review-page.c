/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-review-page.h"

#include "haven-access-service.h"
#include "haven-emergency-words.h"
#include "haven-log-words.h"
#include "haven-people-service.h"
#include "haven-reason-dialog.h"
#include "haven-rows.h"

#include <glib/gi18n.h>

struct _HavenReviewPage
{
  HavenFactsPage parent_instance;

  /* owned */
  char *glass_id;          /* nullable: that is being reviewed */
  HavenDraftWriter *draft; /* nullable: of that review */
  GStrv glass_ids;         /* nullable: that this person may review */

  guint n;
};

G_DEFINE_FINAL_TYPE (HavenReviewPage, haven_review_page, HAVEN_TYPE_FACTS_PAGE)

static HavenSession *
get_session (HavenReviewPage *self)
{
  return haven_facts_page_get_session (HAVEN_FACTS_PAGE (self));
}

/* ── Reviewing ────────────────────────────────────────────────────────────── */

typedef struct
{
  char *glass_id;
  char *review;
} Review;

static void
free_review (gpointer data)
{
  Review *review = data;

  g_free (review->glass_id);
  g_free (review->review);
  g_free (review);
}

static gpointer
write_review (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Review *review = data;

  return GINT_TO_POINTER (haven_access_service_review (session, review->glass_id, review->review, error));
}

static void
reviewed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean done = GPOINTER_TO_INT (haven_session_work_finish (HAVEN_SESSION (source), result, &error));
  HavenReviewPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!done)
    haven_workspace_tell_error (haven_facts_page_get_workspace (HAVEN_FACTS_PAGE (self)), error);
  else if (self->draft != NULL)
    haven_draft_writer_discard (self->draft);
  g_clear_object (&self->draft);
  haven_facts_page_load (HAVEN_FACTS_PAGE (self));
}

static void
review_given_cb (HavenReviewPage *self, const char *text, HavenReasonDialog *dialog)
{
  g_set_object (&self->draft, haven_reason_dialog_get_draft (dialog));
  haven_review_page_review (self, self->glass_id, text);
}

static void
ask_review (HavenReviewPage *self, const char *glass_id)
{
  AdwDialog *dialog = haven_reason_dialog_new (_ ("Review"),
                                               _ ("Was it needed, and was no more opened than was needed? What you write stays with it for good."),
                                               _ ("Your Review"),
                                               _ ("_Keep"),
                                               1);

  g_set_str (&self->glass_id, glass_id);
  haven_reason_dialog_keep (HAVEN_REASON_DIALOG (dialog), haven_facts_page_get_workspace (HAVEN_FACTS_PAGE (self)), HAVEN_EDITOR_REVIEW, glass_id);
  g_signal_connect_object (dialog, "given", G_CALLBACK (review_given_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
review_clicked_cb (GtkWidget *button, HavenReviewPage *self)
{
  ask_review (self, g_object_get_data (G_OBJECT (button), "glass"));
}

static gboolean
resume_review (gpointer owner, const char *editor, const char *subject_id, const char *detail)
{
  HavenReviewPage *self = owner;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || self->glass_ids == NULL ||
      !g_strv_contains ((const char *const *) self->glass_ids, subject_id))
    return FALSE;
  ask_review (self, subject_id);
  return TRUE;
}

/* ── The list ─────────────────────────────────────────────────────────────── */

typedef struct
{
  GPtrArray *glasses;
  GHashTable *people;
  GHashTable *staff;
} Listing;

static void
free_listing (gpointer data)
{
  Listing *listing = data;

  g_clear_pointer (&listing->glasses, g_ptr_array_unref);
  g_clear_pointer (&listing->people, g_hash_table_unref);
  g_clear_pointer (&listing->staff, g_hash_table_unref);
  g_free (listing);
}

static GHashTable *
read_staff (HavenSession *session, GError **error)
{
  g_autoptr (GPtrArray) members = haven_session_list (session, &haven_staff_member_info, NULL, NULL, "name", error);
  GHashTable *names = members ? g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) : NULL;

  for (guint i = 0; members && i < members->len; i++)
    {
      const HavenStaffMember *member = members->pdata[i];

      g_hash_table_insert (names, g_strdup (member->id), g_strdup (member->name));
    }
  return names;
}

static gpointer
read_listing (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  Listing *listing = g_new0 (Listing, 1);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  listing->glasses = haven_access_service_list_to_review (session, error);
  for (guint i = 0; listing->glasses && i < listing->glasses->len; i++)
    g_ptr_array_add (ids, ((HavenBreakGlass *) listing->glasses->pdata[i])->patient_id);
  g_ptr_array_add (ids, NULL);
  if (listing->glasses != NULL)
    listing->people = haven_people_find_names (session, (const char *const *) ids->pdata, error);
  if (listing->people != NULL)
    listing->staff = read_staff (session, error);
  if (listing->staff == NULL)
    g_clear_pointer (&listing, free_listing);
  return listing;
}

/* Nobody reviews what they opened themselves. */
static gboolean
may_review (HavenReviewPage *self, const HavenBreakGlass *glass)
{
  return g_strcmp0 (glass->staff_id, haven_session_get_staff_id (get_session (self))) != 0;
}

static void
note_glasses (HavenReviewPage *self, GPtrArray *glasses)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < glasses->len; i++)
    if (may_review (self, glasses->pdata[i]))
      g_strv_builder_add (builder, ((const HavenBreakGlass *) glasses->pdata[i])->id);
  g_strfreev (self->glass_ids);
  self->glass_ids = g_strv_builder_end (builder);
}

static GtkWidget *
create_row (HavenReviewPage *self, const HavenBreakGlass *glass, const Listing *listing)
{
  HavenClock *clock = haven_session_get_clock (get_session (self));
  const char *staff = g_hash_table_lookup (listing->staff, glass->staff_id);
  const char *person = g_hash_table_lookup (listing->people, glass->patient_id);
  const gboolean late = haven_access_service_is_review_late (get_session (self), glass);
  g_autofree char *when = haven_log_dup_when (clock, glass->opened_at);
  g_autofree char *title = g_strdup_printf ("%s · %s", staff ? staff : _ ("Somebody"), person ? person : _ ("a person"));
  g_autofree char *words = g_strdup_printf ("%s%s · %s\n%s",
                                            late ? _ ("Overdue · ") : "",
                                            when,
                                            haven_emergency_get_reason_label (glass->reason_code),
                                            glass->reason);
  g_autofree char *spoken = g_strdup_printf (_ ("Review: %s"), title);
  GtkWidget *row = haven_row_new (title, words);

  haven_row_add_icon (row, late ? "dialog-warning-symbolic" : "dialog-information-symbolic");
  if (may_review (self, glass))
    {
      GtkWidget *button = haven_row_add_button (row, _ ("_Review…"), spoken);

      g_object_set_data_full (G_OBJECT (button), "glass", g_strdup (glass->id), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (review_clicked_cb), self);
    }
  return row;
}

static GtkWidget *
show_listing (HavenFactsPage *facts_page, gconstpointer facts)
{
  HavenReviewPage *self = HAVEN_REVIEW_PAGE (facts_page);
  const Listing *listing = facts;
  GtkWidget *page;
  AdwPreferencesGroup *group;

  self->n = listing->glasses->len;
  note_glasses (self, listing->glasses);
  if (self->n == 0)
    return NULL;
  page = adw_preferences_page_new ();
  group = haven_rows_add_group (ADW_PREFERENCES_PAGE (page),
                                _ ("Opened in an Emergency"),
                                _ ("Somebody else than who opened it reviews it within 72 hours."));
  for (guint i = 0; i < self->n; i++)
    adw_preferences_group_add (group, create_row (self, listing->glasses->pdata[i], listing));
  haven_workspace_offer_editor (haven_facts_page_get_workspace (facts_page), HAVEN_EDITOR_REVIEW, resume_review, self);
  return page;
}

static void
haven_review_page_finalize (GObject *object)
{
  HavenReviewPage *self = HAVEN_REVIEW_PAGE (object);

  g_clear_pointer (&self->glass_id, g_free);
  g_clear_pointer (&self->glass_ids, g_strfreev);
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (haven_review_page_parent_class)->finalize (object);
}

static void
haven_review_page_class_init (HavenReviewPageClass *klass)
{
  HavenFactsPageClass *facts_class = HAVEN_FACTS_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = haven_review_page_finalize;
  facts_class->read = read_listing;
  facts_class->free_facts = free_listing;
  facts_class->show = show_listing;
}

static void
haven_review_page_init (HavenReviewPage *self)
{
  haven_facts_page_set_nothing (HAVEN_FACTS_PAGE (self),
                                _ ("Nothing to Review"),
                                _ ("What somebody opens in an emergency comes here."));
}

GtkWidget *
haven_review_page_new (HavenWorkspace *workspace)
{
  HavenReviewPage *self = g_object_new (HAVEN_TYPE_REVIEW_PAGE, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), GTK_WIDGET (self));
  haven_facts_page_set_workspace (HAVEN_FACTS_PAGE (self), workspace);
  return GTK_WIDGET (self);
}

gboolean
haven_review_page_is_for (HavenSession *session)
{
  return haven_session_may (session, "break_glass", HAVEN_ACTION_REVIEW);
}

gboolean
haven_review_page_is_idle (HavenReviewPage *self)
{
  g_return_val_if_fail (HAVEN_IS_REVIEW_PAGE (self), FALSE);
  return haven_facts_page_is_idle (HAVEN_FACTS_PAGE (self));
}

/** How many wait. */
guint
haven_review_page_get_n (HavenReviewPage *self)
{
  g_return_val_if_fail (HAVEN_IS_REVIEW_PAGE (self), 0);
  return self->n;
}

/** Writes a review; once, and for good. */
void
haven_review_page_review (HavenReviewPage *self, const char *glass_id, const char *review)
{
  Review *written;

  g_return_if_fail (HAVEN_IS_REVIEW_PAGE (self) && glass_id != NULL);

  written = g_new0 (Review, 1);
  written->glass_id = g_strdup (glass_id);
  written->review = g_strdup (review);
  haven_session_work_async (get_session (self), write_review, written, free_review, NULL, haven_facts_page_get_cancellable (HAVEN_FACTS_PAGE (self)), reviewed_cb, self);
}
