/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-conflict-page.h"

#include "haven-announce.h"
#include "haven-matter-words.h"

#include <glib/gi18n.h>

#define MOST_SHOWN 50

struct _HavenConflictPage
{
  AdwNavigationPage parent_instance;

  /* template */
  GtkImage *verdict_icon;
  GtkLabel *verdict;
  GtkLabel *advice;
  GtkWidget *failure_box;
  GtkLabel *failure;
  GtkListBox *matches;
  GtkLabel *more;
  GtkWidget *reason_list;
  AdwEntryRow *reason;
  GtkWidget *decline;
  GtkWidget *refer;
  GtkWidget *open;
  GtkLabel *looked_for;

  /* owned */
  HavenConflictLook *look;
  GCancellable *cancellable;

  HavenConflictQuestion question;
  gboolean looking;
};

G_DEFINE_FINAL_TYPE (HavenConflictPage, haven_conflict_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  SIGNAL_DECIDED,
  SIGNAL_LOOKED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What is decided is the same wherever it is asked; what comes of it is not. */
static const struct
{
  const char *kept;  /* where nobody was found */
  const char *again; /* behind the wall */
  const char *decline;
  const char *open;
} questions[] = {
  [HAVEN_CONFLICT_OPENING] = { N_ ("That you looked is kept with the matter."),
                               N_ ("It is not open to you, and nothing more is told of it. Somebody to whom everybody is "
                                   "open looks again, and opens the matter."),
                               N_ ("_Decline the Matter"),
                               N_ ("_Open the Matter") },
  [HAVEN_CONFLICT_JOINING] = { N_ ("That you looked is kept with the matter."),
                               N_ ("It is not open to you, and nothing more is told of it. Somebody to whom everybody is "
                                   "open looks again, and adds them."),
                               N_ ("_Leave Them Out"),
                               N_ ("_Add to the Matter") },
  [HAVEN_CONFLICT_CHANGING] = { N_ ("That you looked is kept with the matter."),
                                N_ ("It is not open to you, and nothing more is told of it. Somebody to whom everybody is "
                                    "open looks again, and changes it."),
                                N_ ("_Leave It as It Was"),
                                N_ ("_Save the Change") },
};

/* ── What was found ───────────────────────────────────────────────────────── */

static const char *
get_level_words (HavenConflictLevel level)
{
  static const char *const words[] = {
    [HAVEN_CONFLICT_SAME_NAME] = N_ ("Same name as “%s”"),
    [HAVEN_CONFLICT_SAME_PHONE] = N_ ("Same telephone as “%s”"),
    [HAVEN_CONFLICT_SAME_ADDRESS] = N_ ("Same address as “%s”"),
    [HAVEN_CONFLICT_LIKE_NAME] = N_ ("Sounds like “%s”"),
  };

  return _ (words[level]);
}

static GtkWidget *
create_row (const HavenConflictMatch *match)
{
  static const char *const icons[] = {
    [HAVEN_CONFLICT_OTHER_SIDE] = "dialog-warning-symbolic",
    [HAVEN_CONFLICT_PERSON] = "haven-person-symbolic",
    [HAVEN_CONFLICT_PARTY] = "haven-matter-symbolic",
    [HAVEN_CONFLICT_STAFF] = "system-users-symbolic",
  };
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (icons[match->place]);
  g_autofree char *place = haven_matter_words_dup_conflict_place (match);
  g_autoptr (GString) how = g_string_new (get_level_words (match->level));
  g_autofree char *subtitle = NULL;

  g_string_replace (how, "%s", match->looked_for, 1);
  subtitle = g_strdup_printf ("%s\n%s", place, how->str);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), match->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  return row;
}

static void
show_matches (HavenConflictPage *self)
{
  guint n = self->look->matches->len;
  g_autofree char *more = NULL;

  gtk_list_box_remove_all (self->matches);
  for (guint i = 0; i < MIN (n, MOST_SHOWN); i++)
    gtk_list_box_append (self->matches, create_row (self->look->matches->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->matches), n > 0);
  if (n > MOST_SHOWN)
    more = g_strdup_printf (ngettext ("%u more is like it. Give a fuller name, and look again.",
                                      "%u more are like it. Give a fuller name, and look again.",
                                      n - MOST_SHOWN),
                            n - MOST_SHOWN);
  gtk_label_set_label (self->more, more ? more : "");
  gtk_widget_set_visible (GTK_WIDGET (self->more), more != NULL);
}

static void
show_verdict (HavenConflictPage *self)
{
  guint n = self->look->matches->len;
  g_autofree char *found = g_strdup_printf (ngettext ("%u match to look at", "%u matches to look at", n), n);

  if (self->look->behind_the_wall)
    {
      gtk_image_set_from_icon_name (self->verdict_icon, "changes-prevent-symbolic");
      gtk_label_set_label (self->verdict, _ ("A match exists. Ask the legal supervisor."));
      gtk_label_set_label (self->advice, _ (questions[self->question].again));
    }
  else if (n > 0)
    {
      gtk_image_set_from_icon_name (self->verdict_icon, "dialog-warning-symbolic");
      gtk_label_set_label (self->verdict, found);
      gtk_label_set_label (self->advice, _ ("Look at each. What you decide is kept with your name and your reason, and never changes."));
    }
  else
    {
      gtk_image_set_from_icon_name (self->verdict_icon, "object-select-symbolic");
      gtk_label_set_label (self->verdict, _ ("Nobody was found"));
      gtk_label_set_label (self->advice, _ (questions[self->question].kept));
    }
}

static void
update_actions (HavenConflictPage *self)
{
  g_autofree char *reason = g_strstrip (gtk_editable_get_chars (GTK_EDITABLE (self->reason), 0, -1));
  gboolean said = g_utf8_strlen (reason, -1) >= HAVEN_CONFLICT_LEAST_REASON;
  gboolean found = self->look != NULL && self->look->matches->len > 0;
  gboolean behind = self->look != NULL && self->look->behind_the_wall;
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "conflict.open", self->look != NULL && !behind && (said || !found));
  gtk_widget_action_set_enabled (widget, "conflict.decline", self->look != NULL && said);
  gtk_widget_action_set_enabled (widget, "conflict.refer", behind);
}

static void
decide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenConflictPage *self = HAVEN_CONFLICT_PAGE (widget);
  g_autofree char *reason = g_strstrip (gtk_editable_get_chars (GTK_EDITABLE (self->reason), 0, -1));
  const char *outcome = g_str_equal (name, "conflict.decline") ? "declined"
                        : g_str_equal (name, "conflict.refer") ? "referred"
                        : self->look->matches->len > 0         ? "cleared"
                                                               : "clear";

  g_signal_emit (self, signals[SIGNAL_DECIDED], 0, outcome, reason);
}

/* ── Looking ──────────────────────────────────────────────────────────────── */

typedef struct
{
  char *patient_id;
  char *matter_id; /* nullable: of one that is open already */
  GPtrArray *parties;
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;

  g_free (asking->patient_id);
  g_free (asking->matter_id);
  g_ptr_array_unref (asking->parties);
  g_free (asking);
}

static gpointer
look (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  Asking *asking = data;

  return asking->matter_id ? haven_conflicts_look_again (session, asking->matter_id, asking->parties, error)
                           : haven_conflicts_look (session, asking->patient_id, asking->parties, error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenConflictLook) found = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenConflictPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->looking = FALSE;
  if (found == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error ? error->message : "");
      return;
    }
  haven_conflict_page_show (self, found);
  g_signal_emit (self, signals[SIGNAL_LOOKED], 0);
}

static void
haven_conflict_page_dispose (GObject *object)
{
  g_cancellable_cancel (HAVEN_CONFLICT_PAGE (object)->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_CONFLICT_PAGE);
  G_OBJECT_CLASS (haven_conflict_page_parent_class)->dispose (object);
}

static void
haven_conflict_page_finalize (GObject *object)
{
  g_clear_pointer (&HAVEN_CONFLICT_PAGE (object)->look, haven_conflict_look_unref);
  g_clear_object (&HAVEN_CONFLICT_PAGE (object)->cancellable);
  G_OBJECT_CLASS (haven_conflict_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-conflict-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenConflictPage, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, HavenConflictPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, HavenConflictPage, advice);
  gtk_widget_class_bind_template_child (widget_class, HavenConflictPage, failure_box);
  gtk_widget_class_bind_template_child (widget_class, HavenConflictPage, failure);
  gtk_widget_class_bind_template_child (widget_class, HavenConflictPage, matches);
  gtk_widget_class_bind_template_child (widget_class, HavenConflictPage, more);
  gtk_widget_class_bind_template_child (widget_class, HavenConflictPage, reason_list);
  gtk_widget_class_bind_template_child (widget_class, HavenConflictPage, reason);
  gtk_widget_class_bind_template_child (widget_class, HavenConflictPage, decline);
  gtk_widget_class_bind_template_child (widget_class, HavenConflictPage, refer);
  gtk_widget_class_bind_template_child (widget_class, HavenConflictPage, open);
  gtk_widget_class_bind_template_child (widget_class, HavenConflictPage, looked_for);
}

static void
haven_conflict_page_class_init (HavenConflictPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_conflict_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_conflict_page_finalize;

  /** HavenConflictPage::decided: @outcome: of a HavenConflictCheck; @reason: as it was typed */
  signals[SIGNAL_DECIDED] = g_signal_new ("decided",
                                          HAVEN_TYPE_CONFLICT_PAGE,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          2,
                                          G_TYPE_STRING,
                                          G_TYPE_STRING);
  /** HavenConflictPage::looked: what was found is shown */
  signals[SIGNAL_LOOKED] = g_signal_new (
      "looked", HAVEN_TYPE_CONFLICT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /** HavenConflictPage::look-failed: @sentence: why */
  signals[SIGNAL_FAILED] = g_signal_new (
      "look-failed", HAVEN_TYPE_CONFLICT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "conflict.open", NULL, decide_action);
  gtk_widget_class_install_action (widget_class, "conflict.decline", NULL, decide_action);
  gtk_widget_class_install_action (widget_class, "conflict.refer", NULL, decide_action);
}

static void
haven_conflict_page_init (HavenConflictPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->reason, "changed", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  update_actions (self);
}

/** What is to come of it; opening a matter, where nothing else is said. */
void
haven_conflict_page_set_question (HavenConflictPage *self, HavenConflictQuestion question)
{
  g_return_if_fail (HAVEN_IS_CONFLICT_PAGE (self));
  self->question = question;
  gtk_button_set_label (GTK_BUTTON (self->decline), _ (questions[question].decline));
  gtk_button_set_label (GTK_BUTTON (self->open), _ (questions[question].open));
}

/**
 * haven_conflict_page_look:
 * @patient_id: (nullable): for whom a matter is to open
 * @matter_id: (nullable): or the matter that somebody is to take part in
 * @parties: (transfer full) (element-type HavenParty): who is looked for
 *
 * Looks on another thread, unless it is looking already; “looked” or “look-failed” follows.
 */
void
haven_conflict_page_look (HavenConflictPage *self,
                          HavenSession *session,
                          const char *patient_id,
                          const char *matter_id,
                          GPtrArray *parties)
{
  Asking *asking;

  g_return_if_fail (HAVEN_IS_CONFLICT_PAGE (self) && parties != NULL);

  if (self->looking)
    {
      g_ptr_array_unref (parties);
      return;
    }
  self->looking = TRUE;
  asking = g_new0 (Asking, 1);
  asking->patient_id = g_strdup (patient_id);
  asking->matter_id = g_strdup (matter_id);
  asking->parties = parties;
  haven_session_work_async (session,
                            look,
                            asking,
                            free_asking,
                            (GDestroyNotify) haven_conflict_look_unref,
                            self->cancellable,
                            looked_cb,
                            self);
}

/** Shows what was found; what is said of it follows. */
void
haven_conflict_page_show (HavenConflictPage *self, HavenConflictLook *look)
{
  g_auto (GStrv) looked_for = NULL;
  g_autofree char *list = NULL, *words = NULL, *told = NULL;
  gboolean quiet;

  g_return_if_fail (HAVEN_IS_CONFLICT_PAGE (self) && look != NULL);

  g_clear_pointer (&self->look, haven_conflict_look_unref);
  self->look = haven_conflict_look_ref (look);
  quiet = look->matches->len == 0 && !look->behind_the_wall;
  show_verdict (self);
  show_matches (self);
  gtk_widget_set_visible (self->reason_list, !quiet);
  gtk_widget_set_visible (self->decline, !quiet);
  gtk_widget_set_visible (self->refer, look->behind_the_wall);
  gtk_widget_set_visible (self->open, !look->behind_the_wall);
  gtk_widget_set_visible (self->failure_box, FALSE);
  looked_for = haven_conflict_search_dup_looked_for (look->search);
  list = g_strjoinv (" · ", looked_for);
  /* Translators: %s is a list of names, telephone numbers and addresses */
  words = g_strdup_printf (_ ("Looked for, among people, both sides of matters, and staff: %s"), list);
  gtk_label_set_label (self->looked_for, words);
  told = g_strdup_printf ("%s. %s", gtk_label_get_label (self->verdict), gtk_label_get_label (self->advice));
  haven_announce (GTK_WIDGET (self), told);
  update_actions (self);
}

/** Returns: (transfer none) (nullable): what is shown */
HavenConflictLook *
haven_conflict_page_get_look (HavenConflictPage *self)
{
  g_return_val_if_fail (HAVEN_IS_CONFLICT_PAGE (self), NULL);
  return self->look;
}

/** Returns: (transfer none): the row in which the reason is typed, for a draft */
GtkWidget *
haven_conflict_page_get_reason (HavenConflictPage *self)
{
  g_return_val_if_fail (HAVEN_IS_CONFLICT_PAGE (self), NULL);
  return GTK_WIDGET (self->reason);
}

void
haven_conflict_page_tell_problem (HavenConflictPage *self, const char *sentence)
{
  g_return_if_fail (HAVEN_IS_CONFLICT_PAGE (self));
  gtk_widget_set_visible (self->failure_box, TRUE);
  haven_announce_problem (self->failure, sentence);
}
