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
};

G_DEFINE_FINAL_TYPE (HavenConflictPage, haven_conflict_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  SIGNAL_DECIDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

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

static char *
dup_place (const HavenConflictMatch *match)
{
  switch (match->place)
    {
    case HAVEN_CONFLICT_OTHER_SIDE:
      return g_strdup (_ ("On the other side of somebody’s matter here"));
    case HAVEN_CONFLICT_PERSON:
      return g_strdup (_ ("A person of this clinic"));
    case HAVEN_CONFLICT_STAFF:
      return g_strdup (_ ("Works here, or did"));
    case HAVEN_CONFLICT_PARTY:
    default:
      /* Translators: %s is what somebody is in a matter, such as “Witness” */
      return g_strdup_printf (_ ("Takes part in somebody’s matter here: %s"),
                              haven_matter_words_get_party_role (match->role));
    }
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
  g_autofree char *place = dup_place (match);
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
      gtk_label_set_label (self->advice,
                           _ ("It is not open to you, and nothing more is told of it. Somebody to whom everybody is open "
                              "looks again, and opens the matter."));
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
      gtk_label_set_label (self->advice, _ ("That you looked is kept with the matter."));
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

static void
haven_conflict_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_CONFLICT_PAGE);
  G_OBJECT_CLASS (haven_conflict_page_parent_class)->dispose (object);
}

static void
haven_conflict_page_finalize (GObject *object)
{
  g_clear_pointer (&HAVEN_CONFLICT_PAGE (object)->look, haven_conflict_look_unref);
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
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "conflict.open", NULL, decide_action);
  gtk_widget_class_install_action (widget_class, "conflict.decline", NULL, decide_action);
  gtk_widget_class_install_action (widget_class, "conflict.refer", NULL, decide_action);
}

static void
haven_conflict_page_init (HavenConflictPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->reason, "changed", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  update_actions (self);
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
