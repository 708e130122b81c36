/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-due-radar.h"

#include "haven-hearing-words.h"
#include "haven-matter-words.h"
#include "haven-query-model.h"
#include "haven-words.h"

#include <glib/gi18n.h>

#define MOST_SHOWN 3

struct _HavenDueRadar
{
  AdwBin parent_instance;

  /* template */
  GtkLabel *summary;
  GtkToggleButton *only_these;
  GtkListBox *first;

  /* owned */
  HavenWorkspace *workspace;
  HavenQueryModel *due;

  HavenDate today;
  gboolean compact;
};

G_DEFINE_FINAL_TYPE (HavenDueRadar, haven_due_radar, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_ONLY_THESE,
  PROP_COMPACT,
  N_PROPS
};

enum
{
  SIGNAL_MATTER_ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static HavenDate
get_plan_by (HavenQueryRow *row)
{
  HavenDate day = HAVEN_DATE_NONE;

  haven_date_parse (haven_query_row_get_text (row, HAVEN_DUE_PLAN_BY), &day, NULL);
  return day;
}

/* Of a hearing: at what hour and where. */
static char *
dup_beside (HavenQueryRow *row)
{
  const char *minute = haven_query_row_get_text (row, HAVEN_DUE_AT_MINUTE);
  HavenDate day = HAVEN_DATE_NONE;

  haven_date_parse (haven_query_row_get_text (row, HAVEN_DUE_LAST_SAFE_DAY), &day, NULL);
  return haven_hearing_words_dup_beside (
      get_plan_by (row), day, minute ? atoi (minute) : -1, haven_query_row_get_text (row, HAVEN_DUE_PLACE));
}

static guint
count_overdue (HavenDueRadar *self)
{
  GListModel *model = G_LIST_MODEL (self->due);
  guint n_overdue = 0;

  /* The list is in the order of its days. */
  for (guint n = g_list_model_get_n_items (model); n_overdue < n; n_overdue++)
    {
      g_autoptr (HavenQueryRow) row = g_list_model_get_item (model, n_overdue);

      if (haven_date_compare (get_plan_by (row), self->today) >= 0)
        break;
    }
  return n_overdue;
}

static char *
dup_summary (HavenDueRadar *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->due));
  guint n_overdue = count_overdue (self);
  guint n_ahead = n - n_overdue;
  g_autofree char *ahead = NULL;
  g_autofree char *overdue = NULL;

  if (n == 0)
    return g_strdup (_ ("Nothing to plan for in the next 30 days"));
  ahead = g_strdup_printf (ngettext ("%u date in the next 30 days", "%u dates in the next 30 days", n_ahead), n_ahead);
  if (n_overdue == 0)
    return g_steal_pointer (&ahead);
  overdue = g_strdup_printf (ngettext ("%u overdue", "%u overdue", n_overdue), n_overdue);
  /* Translators: “7 dates in the next 30 days, 2 overdue” */
  return g_strdup_printf (C_ ("due", "%s, %s"), ahead, overdue);
}

static GtkWidget *
create_row (HavenDueRadar *self, HavenQueryRow *row)
{
  AdwActionRow *widget = ADW_ACTION_ROW (adw_action_row_new ());
  HavenDate day = get_plan_by (row);
  HavenNearness nearness = haven_nearness_of (self->today, day);
  GtkWidget *icon = gtk_image_new_from_icon_name (haven_nearness_get_icon_name (nearness));
  g_autofree char *far = haven_nearness_dup_words (self->today, day);
  g_autofree char *date = haven_words_dup_date (day);
  g_autofree char *plan = g_strdup_printf (_ ("Plan by %s"), date);
  const char *label = haven_matter_words_get_rule_words (haven_query_row_get_text (row, HAVEN_DUE_LABEL));
  g_autofree char *beside = dup_beside (row);
  g_autofree char *subtitle = g_strjoin (" · ", far, plan, label, beside, NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (widget), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), haven_query_row_get_text (row, HAVEN_DUE_PERSON));
  adw_action_row_set_subtitle (widget, subtitle);
  gtk_widget_add_css_class (icon, haven_nearness_get_css_class (nearness));
  gtk_widget_add_css_class (icon, "nearness-icon");
  adw_action_row_add_prefix (widget, icon);
  adw_action_row_add_suffix (widget, gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), TRUE);
  g_object_set_data_full (G_OBJECT (widget),
                          "matter",
                          g_strdup (haven_query_row_get_text (row, HAVEN_DUE_MATTER_ID)),
                          g_free);
  return GTK_WIDGET (widget);
}

static void
update (HavenDueRadar *self)
{
  GListModel *model = G_LIST_MODEL (self->due);
  guint n = g_list_model_get_n_items (model);
  g_autofree char *summary = dup_summary (self);

  gtk_label_set_label (self->summary, summary);
  gtk_list_box_remove_all (self->first);
  for (guint i = 0; i < MIN (n, MOST_SHOWN); i++)
    {
      g_autoptr (HavenQueryRow) row = g_list_model_get_item (model, i);

      gtk_list_box_append (self->first, create_row (self, row));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->first), n > 0 && !self->compact);
  gtk_widget_set_visible (GTK_WIDGET (self->only_these), n > 0 || gtk_toggle_button_get_active (self->only_these));
}

static void
store_changed_cb (HavenDueRadar *self, HavenChanges *changes)
{
  /* The model was connected first, so it is fresh already; texts that changed in place show too. */
  if (haven_query_depends_on (haven_query_model_get_query (self->due), changes))
    update (self);
}

static void
only_these_toggled_cb (HavenDueRadar *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONLY_THESE]);
}

static void
row_activated_cb (HavenDueRadar *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[SIGNAL_MATTER_ACTIVATED], 0, g_object_get_data (G_OBJECT (row), "matter"));
}

static void
set_compact (HavenDueRadar *self, gboolean compact)
{
  if (self->compact == compact)
    return;
  self->compact = compact;
  if (self->due != NULL)
    update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPACT]);
}

static void
haven_due_radar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HavenDueRadar *self = HAVEN_DUE_RADAR (object);

  if (id == PROP_ONLY_THESE)
    g_value_set_boolean (value, haven_due_radar_get_only_these (self));
  else if (id == PROP_COMPACT)
    g_value_set_boolean (value, self->compact);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
haven_due_radar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HavenDueRadar *self = HAVEN_DUE_RADAR (object);

  if (id == PROP_ONLY_THESE)
    haven_due_radar_set_only_these (self, g_value_get_boolean (value));
  else if (id == PROP_COMPACT)
    set_compact (self, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
haven_due_radar_dispose (GObject *object)
{
  HavenDueRadar *self = HAVEN_DUE_RADAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_DUE_RADAR);
  g_clear_object (&self->due);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_due_radar_parent_class)->dispose (object);
}

static void
haven_due_radar_class_init (HavenDueRadarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = haven_due_radar_get_property;
  object_class->set_property = haven_due_radar_set_property;
  object_class->dispose = haven_due_radar_dispose;

  /* Whether the list below shall show nothing else; and whether only the count is shown, where height is short. */
  properties[PROP_ONLY_THESE] = g_param_spec_boolean ("only-these", NULL, NULL, FALSE, flags);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /** HavenDueRadar::matter-activated: @matter_id: somebody wants to see that matter */
  signals[SIGNAL_MATTER_ACTIVATED] = g_signal_new ("matter-activated",
                                                   HAVEN_TYPE_DUE_RADAR,
                                                   G_SIGNAL_RUN_LAST,
                                                   0,
                                                   NULL,
                                                   NULL,
                                                   NULL,
                                                   G_TYPE_NONE,
                                                   1,
                                                   G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-due-radar.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenDueRadar, summary);
  gtk_widget_class_bind_template_child (widget_class, HavenDueRadar, only_these);
  gtk_widget_class_bind_template_child (widget_class, HavenDueRadar, first);
  gtk_widget_class_bind_template_callback (widget_class, only_these_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
haven_due_radar_init (HavenDueRadar *self)
{
  self->today = HAVEN_DATE_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
haven_due_radar_set_workspace (HavenDueRadar *self, HavenWorkspace *workspace)
{
  HavenSession *session;
  HavenStore *store;
  g_autoptr (HavenQuery) query = NULL;

  g_return_if_fail (HAVEN_IS_DUE_RADAR (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  session = haven_workspace_get_session (workspace);
  store = haven_session_get_store (session);
  self->today = haven_clock_today (haven_session_get_clock (session));
  self->due = haven_query_model_new (store, haven_session_get_staff_id (session));
  query = haven_query_new_due (haven_due_radar_get_until (self));
  haven_query_model_set_query (self->due, query);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  update (self);
}

/** Returns: the last day that it looks at */
HavenDate
haven_due_radar_get_until (HavenDueRadar *self)
{
  g_return_val_if_fail (HAVEN_IS_DUE_RADAR (self), HAVEN_DATE_NONE);
  return haven_date_add_days (self->today, HAVEN_DUE_RADAR_DAYS);
}

gboolean
haven_due_radar_get_only_these (HavenDueRadar *self)
{
  g_return_val_if_fail (HAVEN_IS_DUE_RADAR (self), FALSE);
  return gtk_toggle_button_get_active (self->only_these);
}

void
haven_due_radar_set_only_these (HavenDueRadar *self, gboolean only_these)
{
  g_return_if_fail (HAVEN_IS_DUE_RADAR (self));
  gtk_toggle_button_set_active (self->only_these, only_these);
}
