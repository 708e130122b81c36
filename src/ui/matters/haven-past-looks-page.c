/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-past-looks-page.h"

#include "haven-conflict-history.h"
#include "haven-matter-words.h"
#include "haven-permit.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenPastLooksPage
{
  AdwNavigationPage parent_instance;

  /* template */
  GtkLabel *summary;
  GtkStack *stack;
  GtkListView *list;
  AdwStatusPage *nothing;
  AdwStatusPage *failure;

  /* owned */
  HavenWorkspace *workspace;
  char *patient_id; /* nullable: whatever nothing came of */
  GListStore *looks;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (HavenPastLooksPage, haven_past_looks_page, ADW_TYPE_NAVIGATION_PAGE)

/* ── Words ────────────────────────────────────────────────────────────────── */

static const struct
{
  const char *outcome;
  const char *words;
  const char *icon;
} outcomes[] = {
  { "clear", N_ ("Nobody was found"), "object-select-symbolic" },
  { "cleared", N_ ("Found, and cleared"), "object-select-symbolic" },
  { "declined", N_ ("Declined"), "action-unavailable-symbolic" },
  { "referred", N_ ("Left to the supervisor"), "changes-prevent-symbolic" },
};

static gsize
find_outcome (const char *outcome)
{
  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (g_strcmp0 (outcomes[i].outcome, outcome) == 0)
      return i;
  g_return_val_if_reached (0);
}

static char *
dup_title (HavenPastLooksPage *self, HavenPastLook *look)
{
  const char *words = _ (outcomes[find_outcome (haven_past_look_get_check (look)->outcome)].words);

  if (self->patient_id != NULL)
    return g_strdup (words);
  return g_strjoin (" · ", haven_past_look_get_person (look), words, NULL);
}

static char *
dup_who_and_when (HavenPastLooksPage *self, HavenPastLook *look)
{
  HavenClock *clock = haven_session_get_clock (haven_workspace_get_session (self->workspace));
  HavenInstant when = haven_past_look_get_check (look)->decided_at;
  const char *who = haven_past_look_get_decided_by (look);
  g_autofree char *date = haven_words_dup_date (haven_clock_get_local_date (clock, when));
  g_autofree char *time = haven_words_dup_time (haven_clock_get_local_minute (clock, when));

  return g_strjoin (" · ", who ? who : _ ("somebody"), date, time, NULL);
}

static char *
dup_purpose (HavenPastLook *look)
{
  const HavenMatter *matter = haven_past_look_get_matter (look);
  const char *type = matter ? haven_matter_words_get_type (matter->type) : NULL;

  if (matter == NULL)
    return g_strdup (_ ("For a matter that was to open; none came of it"));
  if (haven_past_look_get_check (look)->matter_id == NULL)
    /* Translators: %s is a kind of matter */
    return g_strdup_printf (_ ("Before a matter opened: %s"), type);
  /* Translators: %s is a kind of matter */
  return g_strdup_printf (_ ("For somebody who takes part, or was to: %s"), type);
}

static void
add_found (GStrvBuilder *lines, const HavenConflictMatch *match)
{
  g_autofree char *place = haven_matter_words_dup_conflict_place (match);

  g_strv_builder_take (
      lines,
      g_strjoin (" · ",
                 match->name,
                 place,
                 haven_matter_words_get_conflict_level (match->level),
                 NULL));
}

/* Returns: (transfer full): what was looked for and found, and why it was decided so: a line each */
static char *
dup_details (HavenPastLook *look)
{
  const HavenConflictCheck *check = haven_past_look_get_check (look);
  GPtrArray *matches = haven_past_look_get_matches (look);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *looked_for = g_strjoinv (" · ", check->looked_for);
  g_auto (GStrv) lines = NULL;

  g_strv_builder_take (builder, g_strdup_printf (_ ("Looked for: %s"), looked_for));
  for (guint i = 0; i < matches->len; i++)
    add_found (builder, matches->pdata[i]);
  if (haven_past_look_hides_some (look))
    g_strv_builder_add (builder, _ ("A match exists that is not open to you, or no longer in the record. Ask the legal supervisor."));
  if (check->behind_the_wall)
    g_strv_builder_add (builder, _ ("A match existed that was not open to whoever looked. Somebody to whom everybody is open looks again."));
  if (check->reason != NULL)
    g_strv_builder_take (builder, g_strdup_printf (_ ("Why: %s"), check->reason));
  lines = g_strv_builder_end (builder);
  return g_strjoinv ("\n", lines);
}

/* ── Rows ─────────────────────────────────────────────────────────────────── */

static void
append_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
}

static void
setup_cb (HavenPastLooksPage *self, GtkListItem *list_item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = gtk_image_new ();

  gtk_widget_set_margin_top (row, 8);
  gtk_widget_set_margin_bottom (row, 8);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (row), icon);
  append_label (texts, "heading");
  append_label (texts, "dimmed");
  append_label (texts, "dimmed");
  append_label (texts, NULL);
  gtk_box_append (GTK_BOX (row), texts);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (HavenPastLooksPage *self, GtkListItem *list_item)
{
  HavenPastLook *look = gtk_list_item_get_item (list_item);
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *label = gtk_widget_get_first_child (gtk_widget_get_next_sibling (icon));
  g_autofree char *title = dup_title (self, look), *who = dup_who_and_when (self, look);
  g_autofree char *purpose = dup_purpose (look), *details = dup_details (look);
  g_autofree char *name = g_strjoin (", ", title, who, purpose, details, NULL);
  const char *const texts[] = { title, who, purpose, details };

  gtk_image_set_from_icon_name (GTK_IMAGE (icon),
                                outcomes[find_outcome (haven_past_look_get_check (look)->outcome)].icon);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++, label = gtk_widget_get_next_sibling (label))
    gtk_label_set_label (GTK_LABEL (label), texts[i]);
  gtk_list_item_set_accessible_label (list_item, name);
}

static void
row_activated_cb (HavenPastLooksPage *self, guint position)
{
  g_autoptr (HavenPastLook) look = g_list_model_get_item (G_LIST_MODEL (self->looks), position);
  const HavenMatter *matter = look ? haven_past_look_get_matter (look) : NULL;

  if (matter != NULL)
    haven_workspace_open (self->workspace, HAVEN_DESTINATION_MATTER, matter->id, NULL);
  else if (look != NULL)
    haven_workspace_open (
        self->workspace, HAVEN_DESTINATION_PERSON, haven_past_look_get_check (look)->patient_id, NULL);
}

/* ── Loading ──────────────────────────────────────────────────────────────── */

static gpointer
list_looks (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_conflict_history_list (session, data, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) looks = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenPastLooksPage *self = data;
  guint n = looks ? looks->len : 0;
  g_autofree char *words = g_strdup_printf (ngettext ("%u look", "%u looks", n), n);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (looks == NULL)
    haven_permit_show_error (self->failure, error);
  g_list_store_splice (
      self->looks, 0, g_list_model_get_n_items (G_LIST_MODEL (self->looks)), looks ? looks->pdata : NULL, n);
  gtk_label_set_label (self->summary, words);
  gtk_stack_set_visible_child_name (self->stack, looks == NULL ? "failure" : n > 0 ? "list" : "nothing");
}

static void
load (HavenPastLooksPage *self)
{
  haven_session_work_async (haven_workspace_get_session (self->workspace),
                            list_looks,
                            g_strdup (self->patient_id),
                            g_free,
                            (GDestroyNotify) g_ptr_array_unref,
                            self->cancellable,
                            listed_cb,
                            self);
}

static void
store_changed_cb (HavenPastLooksPage *self, HavenChanges *changes)
{
  if (haven_changes_touch (changes, "conflict_check") || haven_changes_touch (changes, "matter"))
    load (self);
}

/* ── The object ───────────────────────────────────────────────────────────── */

static void
haven_past_looks_page_dispose (GObject *object)
{
  HavenPastLooksPage *self = HAVEN_PAST_LOOKS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_PAST_LOOKS_PAGE);
  g_clear_object (&self->looks);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_past_looks_page_parent_class)->dispose (object);
}

static void
haven_past_looks_page_finalize (GObject *object)
{
  HavenPastLooksPage *self = HAVEN_PAST_LOOKS_PAGE (object);

  g_clear_object (&self->cancellable);
  g_free (self->patient_id);
  G_OBJECT_CLASS (haven_past_looks_page_parent_class)->finalize (object);
}

static void
haven_past_looks_page_class_init (HavenPastLooksPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_past_looks_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_past_looks_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-past-looks-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenPastLooksPage, summary);
  gtk_widget_class_bind_template_child (widget_class, HavenPastLooksPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenPastLooksPage, list);
  gtk_widget_class_bind_template_child (widget_class, HavenPastLooksPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, HavenPastLooksPage, failure);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
haven_past_looks_page_init (HavenPastLooksPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->looks = g_list_store_new (HAVEN_TYPE_PAST_LOOK);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** @patient_id: (nullable): every look for a person; %NULL for those of everybody that nothing came of */
AdwNavigationPage *
haven_past_looks_page_new (HavenWorkspace *workspace, const char *patient_id)
{
  HavenPastLooksPage *self = g_object_new (HAVEN_TYPE_PAST_LOOKS_PAGE, NULL);
  g_autoptr (GtkSelectionModel) selection = NULL;

  self->workspace = g_object_ref (workspace);
  self->patient_id = g_strdup (patient_id);
  if (patient_id == NULL)
    {
      adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _ ("Looks That Nothing Came Of"));
      adw_status_page_set_title (self->nothing, _ ("Nothing Was Declined"));
      adw_status_page_set_description (self->nothing, _ ("Looks that were declined or left to the supervisor stand here."));
    }
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->looks))));
  gtk_list_view_set_model (self->list, selection);
  g_signal_connect_object (haven_session_get_store (haven_workspace_get_session (workspace)),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  load (self);
  return ADW_NAVIGATION_PAGE (self);
}
