/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-radar-page.h"

#include "haven-announce.h"
#include "haven-hearing-words.h"
#include "haven-matter-words.h"
#include "haven-permit.h"
#include "haven-radar-service.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenRadarPage
{
  AdwNavigationPage parent_instance;

  /* template */
  GtkDropDown *kind;
  GtkDropDown *ahead;
  GtkLabel *summary;
  GtkStack *stack;
  GtkListView *list;
  AdwStatusPage *failure;

  /* owned */
  HavenWorkspace *workspace;
  GListStore *items;
  GtkFilterListModel *shown;
  GCancellable *cancellable;

  HavenDate today;
};

G_DEFINE_FINAL_TYPE (HavenRadarPage, haven_radar_page, ADW_TYPE_NAVIGATION_PAGE)

static const struct
{
  const char *label;
  const char *icon;
} kinds[HAVEN_N_RADAR_KINDS] = {
  [HAVEN_RADAR_DATE] = { N_ ("Dates of matters"), "haven-deadline-symbolic" },
  [HAVEN_RADAR_ORDER] = { N_ ("Orders"), "changes-prevent-symbolic" },
  [HAVEN_RADAR_PAPER] = { N_ ("Permits, passports, status"), "x-office-document-symbolic" },
  [HAVEN_RADAR_CERTIFICATION] = { N_ ("Certifications"), "document-edit-symbolic" },
  [HAVEN_RADAR_TASK] = { N_ ("Tasks"), "object-select-symbolic" },
  [HAVEN_RADAR_RELEASE] = { N_ ("Permissions to share"), "haven-shared-symbolic" },
  [HAVEN_RADAR_AGE] = { N_ ("Ages 18, 21, 25"), "haven-person-symbolic" },
};

static const int days_ahead[] = { 30, 90, 365, 1826 };

/* ── Rows ─────────────────────────────────────────────────────────────────── */

static char *
dup_what (HavenRadarItem *item)
{
  const char *words = haven_radar_item_get_words (item);

  switch (haven_radar_item_get_kind (item))
    {
    case HAVEN_RADAR_RELEASE:
      /* Translators: %s is who may be told something until that day */
      return g_strdup_printf (_ ("Permission to share with %s"), words ? words : "");
    case HAVEN_RADAR_AGE:
      if (haven_radar_item_get_matter_id (item) == NULL)
        /* Translators: %s is 18, 21 or 25; the day is the last one before that birthday */
        return g_strdup_printf (_ ("Last day before turning %s"), words);
      G_GNUC_FALLTHROUGH;
    case HAVEN_RADAR_DATE:
    case HAVEN_RADAR_ORDER:
    case HAVEN_RADAR_PAPER:
    case HAVEN_RADAR_CERTIFICATION:
      return g_strdup (haven_matter_words_get_rule_words (words));
    case HAVEN_RADAR_TASK:
    default:
      return g_strdup (words ? words : "");
    }
}

static char *
dup_when (HavenRadarPage *self, HavenRadarItem *item)
{
  g_autofree char *day = haven_words_dup_date (haven_radar_item_get_on (item));
  g_autofree char *far = haven_nearness_dup_words (self->today, haven_radar_item_get_on (item));
  HavenDate itself;
  int minute;
  const char *place = haven_radar_item_get_at (item, &itself, &minute);
  g_autofree char *beside = haven_hearing_words_dup_beside (haven_radar_item_get_on (item), itself, minute, place);

  return g_strjoin (" · ", day, far, beside, NULL);
}

static GtkWidget *
append_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
setup_cb (HavenRadarPage *self, GtkListItem *list_item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_margin_top (row, 8);
  gtk_widget_set_margin_bottom (row, 8);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (row), gtk_image_new ());
  append_label (texts, "heading");
  append_label (texts, NULL);
  append_label (texts, "dimmed");
  gtk_box_append (GTK_BOX (row), texts);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (HavenRadarPage *self, GtkListItem *list_item)
{
  HavenRadarItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *person = gtk_widget_get_first_child (gtk_widget_get_next_sibling (icon));
  GtkWidget *what = gtk_widget_get_next_sibling (person);
  HavenNearness nearness = haven_nearness_of (self->today, haven_radar_item_get_on (item));
  g_autofree char *what_words = dup_what (item);
  g_autofree char *when = dup_when (self, item);
  const char *kind = _ (kinds[haven_radar_item_get_kind (item)].label);
  g_autofree char *name =
      g_strdup_printf ("%s, %s, %s, %s", haven_radar_item_get_person (item), what_words, when, kind);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon),
                                nearness == HAVEN_NEARNESS_LATER ? kinds[haven_radar_item_get_kind (item)].icon
                                                                 : haven_nearness_get_icon_name (nearness));
  gtk_widget_set_tooltip_text (icon, kind);
  gtk_label_set_label (GTK_LABEL (person), haven_radar_item_get_person (item));
  gtk_label_set_label (GTK_LABEL (what), what_words);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (what)), when);
  gtk_list_item_set_accessible_label (list_item, name);
}

/* ── What is shown ────────────────────────────────────────────────────────── */

static gboolean
is_shown (gpointer item, gpointer data)
{
  guint selected = gtk_drop_down_get_selected (HAVEN_RADAR_PAGE (data)->kind);

  return selected == 0 || selected == GTK_INVALID_LIST_POSITION ||
         haven_radar_item_get_kind (item) == (HavenRadarKind) (selected - 1);
}

static void
update (HavenRadarPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  g_autofree char *words = g_strdup_printf (ngettext ("%u thing to keep in mind", "%u things to keep in mind", n), n);

  gtk_label_set_label (self->summary, words);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "nothing");
}

static void
filter_changed_cb (HavenRadarPage *self)
{
  if (self->shown == NULL)
    return;
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->shown), GTK_FILTER_CHANGE_DIFFERENT);
  update (self);
  haven_announce (GTK_WIDGET (self), gtk_label_get_label (self->summary));
}

static gpointer
list_radar (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_radar_list (session, GPOINTER_TO_INT (data), error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenRadarPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (items == NULL)
    haven_permit_show_error (self->failure, error);
  g_list_store_splice (self->items,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items ? items->pdata : NULL,
                       items ? items->len : 0);
  update (self);
}

static void
load (HavenRadarPage *self)
{
  guint selected = MIN (gtk_drop_down_get_selected (self->ahead), G_N_ELEMENTS (days_ahead) - 1);

  haven_session_work_async (haven_workspace_get_session (self->workspace),
                            list_radar,
                            GINT_TO_POINTER (days_ahead[selected]),
                            NULL,
                            (GDestroyNotify) g_ptr_array_unref,
                            self->cancellable,
                            listed_cb,
                            self);
}

static void
ahead_changed_cb (HavenRadarPage *self)
{
  if (self->workspace != NULL)
    load (self);
}

static void
store_changed_cb (HavenRadarPage *self, HavenChanges *changes)
{
  static const char *const tables[] = { "deadline", "matter", "legal_task", "release", "patient" };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (haven_changes_touch (changes, tables[i]))
      {
        load (self);
        return;
      }
}

static void
row_activated_cb (HavenRadarPage *self, guint position)
{
  g_autoptr (HavenRadarItem) item = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  if (item == NULL)
    return;
  if (haven_radar_item_get_matter_id (item) != NULL)
    haven_workspace_open (self->workspace, HAVEN_DESTINATION_MATTER, haven_radar_item_get_matter_id (item), NULL);
  else
    haven_workspace_open (self->workspace, HAVEN_DESTINATION_PERSON, haven_radar_item_get_patient_id (item), NULL);
}

/* ── The object ───────────────────────────────────────────────────────────── */

static void
haven_radar_page_dispose (GObject *object)
{
  HavenRadarPage *self = HAVEN_RADAR_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_RADAR_PAGE);
  g_clear_object (&self->shown);
  g_clear_object (&self->items);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_radar_page_parent_class)->dispose (object);
}

static void
haven_radar_page_finalize (GObject *object)
{
  g_clear_object (&HAVEN_RADAR_PAGE (object)->cancellable);
  G_OBJECT_CLASS (haven_radar_page_parent_class)->finalize (object);
}

static void
haven_radar_page_class_init (HavenRadarPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_radar_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_radar_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-radar-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenRadarPage, kind);
  gtk_widget_class_bind_template_child (widget_class, HavenRadarPage, ahead);
  gtk_widget_class_bind_template_child (widget_class, HavenRadarPage, summary);
  gtk_widget_class_bind_template_child (widget_class, HavenRadarPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenRadarPage, list);
  gtk_widget_class_bind_template_child (widget_class, HavenRadarPage, failure);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, ahead_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
haven_radar_page_init (HavenRadarPage *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  self->cancellable = g_cancellable_new ();
  self->items = g_list_store_new (HAVEN_TYPE_RADAR_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_string_list_append (labels, _ ("Everything"));
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (labels, _ (kinds[i].label));
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (labels));
}

HavenRadarPage *
haven_radar_page_new (HavenWorkspace *workspace)
{
  HavenRadarPage *self = g_object_new (HAVEN_TYPE_RADAR_PAGE, NULL);
  HavenSession *session = haven_workspace_get_session (workspace);
  g_autoptr (GtkSelectionModel) selection = NULL;

  self->workspace = g_object_ref (workspace);
  self->today = haven_clock_today (haven_session_get_clock (session));
  self->shown = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->items)),
                                           GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL)));
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->shown))));
  gtk_list_view_set_model (self->list, selection);
  g_signal_connect_object (
      haven_session_get_store (session), "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  load (self);
  return self;
}
