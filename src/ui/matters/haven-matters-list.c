/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matters-list.h"

#include "haven-due-radar.h"
#include "haven-matter-board.h"
#include "haven-matter-row.h"
#include "haven-permit.h"
#include "haven-record-rows.h"

#include <glib/gi18n.h>

struct _HavenMattersList
{
  AdwNavigationPage parent_instance;

  /* template */
  GtkSearchEntry *search;
  GtkToggleButton *with_closed;
  HavenDueRadar *radar;
  GtkStack *stack;
  GtkListView *list;
  GtkWidget *looks;
  GtkWidget *add;
  GtkWidget *add_first;
  AdwToggleGroup *view;
  GtkStack *views;
  HavenMatterBoard *board;

  /* owned */
  HavenWorkspace *workspace;
  HavenQueryModel *model;

  GtkOrientation row_orientation;
};

G_DEFINE_FINAL_TYPE (HavenMattersList, haven_matters_list, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  PROP_0,
  PROP_ROW_ORIENTATION,
  N_PROPS
};

enum
{
  SIGNAL_MATTER_ACTIVATED,
  SIGNAL_MATTER_WANTED,
  SIGNAL_RADAR_WANTED,
  SIGNAL_LOOKS_WANTED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
is_narrowed (HavenMattersList *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->search)) || haven_due_radar_get_only_these (self->radar);
}

static void
update_stack (HavenMattersList *self)
{
  const char *name = "list";

  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    name = is_narrowed (self) ? "nothing-found" : "empty";
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
update_query (HavenMattersList *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autoptr (HavenQuery) query = NULL;

  if (haven_due_radar_get_only_these (self->radar))
    query = haven_query_new_matters_due (text, haven_due_radar_get_until (self->radar));
  else
    query = haven_query_new_matters (text, gtk_toggle_button_get_active (self->with_closed));
  haven_query_model_set_query (self->model, query);
  haven_workspace_tell_error (self->workspace, haven_query_model_get_error (self->model));
  update_stack (self);
}

/* ── Rows ─────────────────────────────────────────────────────────────────── */

static GtkWidget *
make_row (gpointer list)
{
  GtkWidget *row = haven_matter_row_new ();

  g_object_bind_property (list, "row-orientation", row, "orientation", G_BINDING_SYNC_CREATE);
  return row;
}

static char *
show_row (GtkWidget *row, HavenQueryRow *texts, HavenDate today)
{
  haven_matter_row_show (HAVEN_MATTER_ROW (row), texts, today);
  return haven_matter_row_dup_accessible_name (texts, today, FALSE);
}

static void
make_list (HavenMattersList *self)
{
  static const HavenRecordRows rows = { make_row, show_row };
  HavenSession *session = haven_workspace_get_session (self->workspace);
  g_autoptr (GtkListItemFactory) factory =
    haven_record_rows_new_factory (&rows, haven_session_get_clock (session), GTK_WIDGET (self));
  g_autoptr (GtkSelectionModel) selection = NULL;

  self->model = haven_query_model_new (haven_session_get_store (session), haven_session_get_staff_id (session));
  update_query (self);
  g_signal_connect_swapped (self->model, "items-changed", G_CALLBACK (update_stack), self);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->model))));
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, selection);
}

/* ── What somebody does ───────────────────────────────────────────────────── */

static void
row_activated_cb (HavenMattersList *self, guint position)
{
  g_autoptr (HavenQueryRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (row != NULL)
    g_signal_emit (self, signals[SIGNAL_MATTER_ACTIVATED], 0, haven_query_row_get_text (row, HAVEN_MATTERS_ID));
}

static void
matter_activated_cb (HavenMattersList *self, const char *matter_id)
{
  g_signal_emit (self, signals[SIGNAL_MATTER_ACTIVATED], 0, matter_id);
}

static void
search_activated_cb (HavenMattersList *self)
{
  /* Enter is for what is typed, also where the list has not followed the typing yet. */
  update_query (self);
  row_activated_cb (self, 0);
}

static void
new_clicked_cb (HavenMattersList *self)
{
  g_signal_emit (self, signals[SIGNAL_MATTER_WANTED], 0);
}

static void
ends_clicked_cb (HavenMattersList *self)
{
  g_signal_emit (self, signals[SIGNAL_RADAR_WANTED], 0);
}

static void
looks_clicked_cb (HavenMattersList *self)
{
  g_signal_emit (self, signals[SIGNAL_LOOKS_WANTED], 0);
}

static void
show_all_clicked_cb (HavenMattersList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  haven_due_radar_set_only_these (self->radar, FALSE);
  update_query (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* The board reads its matters when it is looked at for the first time. */
static void
view_changed_cb (HavenMattersList *self)
{
  const char *name = adw_toggle_group_get_active_name (self->view);

  if (self->workspace == NULL || name == NULL)
    return;
  if (g_str_equal (name, "board"))
    haven_matter_board_begin (self->board, self->workspace);
  gtk_stack_set_visible_child_name (self->views, name);
}

static void
only_these_changed_cb (HavenMattersList *self)
{
  gboolean only_these = haven_due_radar_get_only_these (self->radar);

  /* What is closed has no open date, so the two never go together. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->with_closed), !only_these);
  update_query (self);
}

static void
haven_matters_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ROW_ORIENTATION)
    g_value_set_enum (value, HAVEN_MATTERS_LIST (object)->row_orientation);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
haven_matters_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ROW_ORIENTATION)
    HAVEN_MATTERS_LIST (object)->row_orientation = g_value_get_enum (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
haven_matters_list_dispose (GObject *object)
{
  HavenMattersList *self = HAVEN_MATTERS_LIST (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_MATTERS_LIST);
  g_clear_object (&self->model);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_matters_list_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-matters-list.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenMattersList, search);
  gtk_widget_class_bind_template_child (widget_class, HavenMattersList, with_closed);
  gtk_widget_class_bind_template_child (widget_class, HavenMattersList, radar);
  gtk_widget_class_bind_template_child (widget_class, HavenMattersList, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenMattersList, list);
  gtk_widget_class_bind_template_child (widget_class, HavenMattersList, add);
  gtk_widget_class_bind_template_child (widget_class, HavenMattersList, add_first);
  gtk_widget_class_bind_template_child (widget_class, HavenMattersList, view);
  gtk_widget_class_bind_template_child (widget_class, HavenMattersList, views);
  gtk_widget_class_bind_template_child (widget_class, HavenMattersList, board);
  gtk_widget_class_bind_template_callback (widget_class, update_query);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, matter_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_clicked_cb);
  gtk_widget_class_bind_template_child (widget_class, HavenMattersList, looks);
  gtk_widget_class_bind_template_callback (widget_class, ends_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, looks_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, only_these_changed_cb);
}

static void
haven_matters_list_class_init (HavenMattersListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = haven_matters_list_get_property;
  object_class->set_property = haven_matters_list_set_property;
  object_class->dispose = haven_matters_list_dispose;

  /* Rows stand side by side where there is room, and one below the other where there is none. */
  properties[PROP_ROW_ORIENTATION] = g_param_spec_enum ("row-orientation",
                                                        NULL,
                                                        NULL,
                                                        GTK_TYPE_ORIENTATION,
                                                        GTK_ORIENTATION_HORIZONTAL,
                                                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /** HavenMattersList::matter-activated: @matter_id: somebody wants to see that matter */
  signals[SIGNAL_MATTER_ACTIVATED] = g_signal_new ("matter-activated",
                                                   HAVEN_TYPE_MATTERS_LIST,
                                                   G_SIGNAL_RUN_LAST,
                                                   0,
                                                   NULL,
                                                   NULL,
                                                   NULL,
                                                   G_TYPE_NONE,
                                                   1,
                                                   G_TYPE_STRING);
  /** HavenMattersList::matter-wanted: somebody wants to open a matter */
  signals[SIGNAL_MATTER_WANTED] = g_signal_new ("matter-wanted",
                                                HAVEN_TYPE_MATTERS_LIST,
                                                G_SIGNAL_RUN_LAST,
                                                0,
                                                NULL,
                                                NULL,
                                                NULL,
                                                G_TYPE_NONE,
                                                0);
  /** HavenMattersList::radar-wanted: somebody wants to see everything that ends */
  signals[SIGNAL_RADAR_WANTED] = g_signal_new (
      "radar-wanted", HAVEN_TYPE_MATTERS_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /** HavenMattersList::looks-wanted: somebody wants to see the looks for conflicts that nothing came of */
  signals[SIGNAL_LOOKS_WANTED] = g_signal_new (
      "looks-wanted", HAVEN_TYPE_MATTERS_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (HAVEN_TYPE_DUE_RADAR);
  g_type_ensure (HAVEN_TYPE_MATTER_BOARD);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
haven_matters_list_init (HavenMattersList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

HavenMattersList *
haven_matters_list_new (HavenWorkspace *workspace)
{
  HavenMattersList *self = g_object_new (HAVEN_TYPE_MATTERS_LIST, NULL);

  self->workspace = g_object_ref (workspace);
  haven_permit_bind (self->looks, haven_workspace_get_session (workspace), "conflict_check", HAVEN_ACTION_LIST);
  haven_permit_bind (self->add, haven_workspace_get_session (workspace), "matter", HAVEN_ACTION_CREATE);
  haven_permit_bind (self->add_first, haven_workspace_get_session (workspace), "matter", HAVEN_ACTION_CREATE);
  haven_due_radar_set_workspace (self->radar, workspace);
  make_list (self);
  return self;
}

/** Shows the matters of people whose name holds @text. */
void
haven_matters_list_search (HavenMattersList *self, const char *text)
{
  g_return_if_fail (HAVEN_IS_MATTERS_LIST (self));
  gtk_editable_set_text (GTK_EDITABLE (self->search), text);
  update_query (self);
}

void
haven_matters_list_focus_search (HavenMattersList *self)
{
  g_return_if_fail (HAVEN_IS_MATTERS_LIST (self));
  adw_toggle_group_set_active_name (self->view, "list");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/** Returns: (transfer none): the rows that are shown now */
GListModel *
haven_matters_list_get_model (HavenMattersList *self)
{
  g_return_val_if_fail (HAVEN_IS_MATTERS_LIST (self), NULL);
  return G_LIST_MODEL (self->model);
}
