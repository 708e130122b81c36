/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-matter-board.h"

#include "haven-announce.h"
#include "haven-board-column.h"
#include "haven-choice-factory.h"
#include "haven-matter-card.h"
#include "haven-matter-move.h"
#include "haven-matter-stages.h"
#include "haven-matter-type.h"
#include "haven-matter-words.h"
#include "haven-query-model.h"

#include <glib/gi18n.h>

struct _HavenMatterBoard
{
  AdwBin parent_instance;

  /* template */
  GtkStack *stack;
  GtkDropDown *kind;
  GtkDropDown *stage;
  GtkBox *columns;

  /* owned */
  HavenWorkspace *workspace;
  HavenMatterStages *stages;
  HavenQueryModel *model;
  GPtrArray *rows;        /* HavenQueryRow: kept, so that the model reads them anew at once */
  GPtrArray *kinds;       /* types of which there are open matters, borrowed from their list */
  GPtrArray *codes;       /* of the stages that have a column, borrowed from their list */
  GPtrArray *shown;       /* HavenBoardColumn, borrowed, in the order of @codes */
  GHashTable *cards;      /* a matter's id → card */
  char *chosen;           /* the type that is shown */
  char *moved;            /* the matter that was moved last: it is told where it went */
  GCancellable *cancellable;

  guint scrolling; /* tick callback */
  gboolean narrow;
  gboolean filling; /* the choices change because the matters did, not because somebody chose */
};

G_DEFINE_FINAL_TYPE (HavenMatterBoard, haven_matter_board, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

enum
{
  SIGNAL_MATTER_ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static HavenMatterCard *
get_focused (HavenMatterBoard *self)
{
  GtkWidget *card = haven_board_get_focused (GTK_WIDGET (self), HAVEN_TYPE_MATTER_CARD);

  return card ? HAVEN_MATTER_CARD (card) : NULL;
}

/* Returns: where it is in the list, or -1 */
static int
find_code (GPtrArray *codes, const char *code)
{
  for (guint i = 0; i < codes->len; i++)
    if (g_strcmp0 (codes->pdata[i], code) == 0)
      return (int) i;
  return -1;
}

/* ── Moving a matter ──────────────────────────────────────────────────────── */

static void
move_card (HavenMatterBoard *self, HavenMatterCard *card, const char *stage)
{
  if (g_strcmp0 (stage, haven_matter_card_get_stage (card)) == 0)
    return;
  g_set_str (&self->moved, haven_matter_card_get_id (card));
  haven_matter_move (self->workspace, GTK_WIDGET (self), self->moved, stage, self->cancellable);
}

static void
move_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenMatterBoard *self = HAVEN_MATTER_BOARD (widget);
  HavenMatterCard *card = get_focused (self);

  if (card)
    move_card (self, card, g_variant_get_string (parameter, NULL));
}

/* ── What the keys do ─────────────────────────────────────────────────────── */

static void
go_to (HavenMatterBoard *self, GtkWidget *card)
{
  gtk_drop_down_set_selected (self->stage,
                              (guint) MAX (0, find_code (self->codes, haven_matter_card_get_stage (HAVEN_MATTER_CARD (card)))));
  gtk_widget_grab_focus (card);
}

static gboolean
across_cb (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  HavenMatterBoard *self = HAVEN_MATTER_BOARD (widget);
  HavenMatterCard *card = get_focused (self);
  GtkWidget *other;

  if (card == NULL)
    return GDK_EVENT_PROPAGATE;
  other = haven_board_find_across (self->shown, GTK_WIDGET (card), g_variant_get_int32 (parameter));
  if (other)
    go_to (self, other);
  else
    gtk_widget_error_bell (widget);
  return GDK_EVENT_STOP;
}

/* To the column beside, as the arrow points. */
static gboolean
move_across_cb (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  HavenMatterBoard *self = HAVEN_MATTER_BOARD (widget);
  HavenMatterCard *card = get_focused (self);
  int step = g_variant_get_int32 (parameter);
  int at;

  if (card == NULL)
    return GDK_EVENT_PROPAGATE;
  at = find_code (self->codes, haven_matter_card_get_stage (card)) +
       (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? -step : step);
  if (at >= 0 && at < (int) self->codes->len)
    move_card (self, card, self->codes->pdata[at]);
  else
    gtk_widget_error_bell (widget);
  return GDK_EVENT_STOP;
}

static void
card_dropped_cb (HavenMatterBoard *self, GtkWidget *card, GtkWidget *column)
{
  guint at;

  if (g_ptr_array_find (self->shown, column, &at))
    move_card (self, HAVEN_MATTER_CARD (card), self->codes->pdata[at]);
}

static void
row_activated_cb (HavenMatterBoard *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[SIGNAL_MATTER_ACTIVATED], 0, haven_matter_card_get_id (HAVEN_MATTER_CARD (row)));
}

/* ── Columns ──────────────────────────────────────────────────────────────── */

static void
show_columns (HavenMatterBoard *self)
{
  guint selected = gtk_drop_down_get_selected (self->stage);

  for (guint i = 0; i < self->shown->len; i++)
    gtk_widget_set_visible (self->shown->pdata[i], !self->narrow || i == selected);
  if (self->narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self->columns), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->columns), "narrow");
}

static void
stage_changed_cb (HavenMatterBoard *self)
{
  if (!self->filling)
    show_columns (self);
}

static void
remove_columns (HavenMatterBoard *self)
{
  g_hash_table_remove_all (self->cards);
  for (guint i = 0; i < self->shown->len; i++)
    gtk_box_remove (self->columns, self->shown->pdata[i]);
  g_ptr_array_set_size (self->shown, 0);
  g_ptr_array_set_size (self->codes, 0);
}

static void
create_columns (HavenMatterBoard *self)
{
  const HavenChoice *all = haven_matter_get_stages ();

  remove_columns (self);
  for (guint i = 0; all[i].code; i++)
    {
      GtkWidget *column;

      if (!haven_matter_stage_is_open (all[i].code) ||
          !haven_matter_stages_apply (self->stages, self->chosen, all[i].code))
        continue;
      column = haven_board_column_new (_ (all[i].label), _ ("No matters"));
      g_signal_connect_object (haven_board_column_get_list (HAVEN_BOARD_COLUMN (column)),
                               "row-activated",
                               G_CALLBACK (row_activated_cb),
                               self,
                               G_CONNECT_SWAPPED);
      haven_board_column_take_cards (HAVEN_BOARD_COLUMN (column), HAVEN_TYPE_MATTER_CARD);
      g_signal_connect_object (column, "card-dropped", G_CALLBACK (card_dropped_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->columns, column);
      g_ptr_array_add (self->codes, (gpointer) all[i].code);
      g_ptr_array_add (self->shown, column);
    }
}

/* ── Choices ──────────────────────────────────────────────────────────────── */

static void
set_choices (GtkDropDown *choice, GPtrArray *words, guint selected)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);

  for (guint i = 0; i < words->len; i++)
    gtk_string_list_append (model, words->pdata[i]);
  gtk_drop_down_set_model (choice, G_LIST_MODEL (model));
  gtk_drop_down_set_selected (choice, selected);
}

static gboolean
is_of_type (HavenQueryRow *row, const char *type)
{
  return g_strcmp0 (haven_query_row_get_text (row, HAVEN_MATTERS_TYPE), type) == 0;
}

/* The kinds of which there are open matters; the one that is shown stays, also when its last matter goes. */
static void
fill_kinds (HavenMatterBoard *self)
{
  const HavenChoice *all = haven_matter_get_types ();
  g_autoptr (GPtrArray) kinds = g_ptr_array_new (), words = g_ptr_array_new ();
  gboolean same;

  for (guint i = 0; all[i].code; i++)
    {
      gboolean there = g_strcmp0 (all[i].code, self->chosen) == 0;

      for (guint j = 0; !there && j < self->rows->len; j++)
        there = is_of_type (self->rows->pdata[j], all[i].code);
      if (!there)
        continue;
      g_ptr_array_add (kinds, (gpointer) all[i].code);
      g_ptr_array_add (words, (gpointer) haven_matter_words_get_type (all[i].code));
    }
  same = kinds->len == self->kinds->len;
  for (guint i = 0; same && i < kinds->len; i++)
    same = kinds->pdata[i] == self->kinds->pdata[i];
  if (same)
    return;
  g_ptr_array_unref (self->kinds);
  self->kinds = g_steal_pointer (&kinds);
  set_choices (self->kind, words, (guint) MAX (0, find_code (self->kinds, self->chosen)));
}

static void
fill_stages (HavenMatterBoard *self)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  guint selected = gtk_drop_down_get_selected (self->stage);

  for (guint i = 0; i < self->shown->len; i++)
    g_ptr_array_add (words, (gpointer) haven_board_column_get_heading (self->shown->pdata[i]));
  set_choices (self->stage, words, selected < words->len ? selected : 0);
}

/* ── Cards ────────────────────────────────────────────────────────────────── */

static HavenMatterCard *
ensure_card (HavenMatterBoard *self, const char *id)
{
  HavenMatterCard *card = g_hash_table_lookup (self->cards, id);

  if (card)
    return card;
  card = HAVEN_MATTER_CARD (haven_matter_card_new (haven_workspace_get_session (self->workspace), self->stages));
  haven_board_let_drag (GTK_WIDGET (card));
  g_hash_table_insert (self->cards, g_strdup (id), g_object_ref_sink (card));
  return card;
}

static void
remove_others (HavenMatterBoard *self)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id, card;

  for (guint i = 0; i < self->rows->len; i++)
    if (is_of_type (self->rows->pdata[i], self->chosen))
      g_hash_table_add (wanted, (gpointer) haven_query_row_get_text (self->rows->pdata[i], HAVEN_MATTERS_ID));
  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &id, &card))
    if (!g_hash_table_contains (wanted, id))
      {
        haven_board_remove_card (card);
        g_hash_table_iter_remove (&iter);
      }
}

/* Whoever moved a matter hears where it is now. */
static void
tell_moved (HavenMatterBoard *self, const char *from, HavenMatterCard *card)
{
  g_autofree char *words = NULL;

  if (from == NULL || g_strcmp0 (self->moved, haven_matter_card_get_id (card)) != 0 ||
      g_str_equal (from, haven_matter_card_get_stage (card)))
    return;
  g_clear_pointer (&self->moved, g_free);
  words = g_strdup_printf ("%s: %s",
                           haven_matter_card_get_person (card),
                           haven_matter_words_get_stage (haven_matter_card_get_stage (card)));
  haven_announce (GTK_WIDGET (self), words);
}

static void
show_cards (HavenMatterBoard *self)
{
  HavenDate today = haven_clock_today (haven_session_get_clock (haven_workspace_get_session (self->workspace)));
  g_autofree int *n = g_new0 (int, self->shown->len + 1);

  for (guint i = 0; i < self->rows->len; i++)
    {
      HavenQueryRow *row = self->rows->pdata[i];
      int at = find_code (self->codes, haven_query_row_get_text (row, HAVEN_MATTERS_STAGE));
      HavenMatterCard *card;
      g_autofree char *from = NULL;

      if (at < 0 || !is_of_type (row, self->chosen))
        continue;
      card = ensure_card (self, haven_query_row_get_text (row, HAVEN_MATTERS_ID));
      from = g_strdup (haven_matter_card_get_stage (card));
      haven_matter_card_show (card, row, today);
      haven_board_column_place (self->shown->pdata[at], GTK_WIDGET (card), n[at]++);
      tell_moved (self, from, card);
    }
  for (guint i = 0; i < self->shown->len; i++)
    haven_board_column_set_count (self->shown->pdata[i], n[i]);
}

/* ── Showing ──────────────────────────────────────────────────────────────── */

static void
read_rows (HavenMatterBoard *self)
{
  GListModel *model = G_LIST_MODEL (self->model);
  guint n_rows = g_list_model_get_n_items (model);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_full (n_rows, g_object_unref);

  for (guint i = 0; i < n_rows; i++)
    g_ptr_array_add (rows, g_list_model_get_item (model, i));
  g_ptr_array_unref (self->rows);
  self->rows = g_steal_pointer (&rows);
}

static void
show_kind (HavenMatterBoard *self)
{
  HavenMatterCard *focused = get_focused (self);

  if (focused)
    g_object_ref (focused);
  self->filling = TRUE;
  if (self->chosen)
    {
      remove_others (self);
      show_cards (self);
    }
  fill_stages (self);
  fill_kinds (self);
  self->filling = FALSE;
  show_columns (self);
  gtk_stack_set_visible_child_name (self->stack, self->rows->len > 0 ? "board" : "empty");
  if (focused && gtk_widget_get_parent (GTK_WIDGET (focused)))
    go_to (self, GTK_WIDGET (focused));
  g_clear_object (&focused);
}

/* The first that is shown is the kind of which there are most. */
static void
choose_first (HavenMatterBoard *self)
{
  const HavenChoice *all = haven_matter_get_types ();
  const char *first = NULL;
  guint most = 0;

  for (guint i = 0; self->chosen == NULL && all[i].code; i++)
    {
      guint n = 0;

      for (guint j = 0; j < self->rows->len; j++)
        n += is_of_type (self->rows->pdata[j], all[i].code);
      if (n <= most)
        continue;
      most = n;
      first = all[i].code;
    }
  if (first)
    haven_matter_board_choose_kind (self, first);
  else
    show_kind (self);
}

/* Returns: where the first card is, or 0 */
static guint
find_first (HavenMatterBoard *self)
{
  for (guint i = 0; i < self->shown->len; i++)
    if (gtk_list_box_get_row_at_index (haven_board_column_get_list (self->shown->pdata[i]), 0) != NULL)
      return i;
  return 0;
}

/* The first column with cards stands at the beginning, after the one before it: what comes next is in sight, and so is
 * where one may go back to. */
static void
scroll_to_first (HavenMatterBoard *self, GtkViewport *viewport)
{
  GtkAdjustment *across = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (viewport));
  GtkWidget *column = self->shown->pdata[MAX (1, find_first (self)) - 1];
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (column, GTK_WIDGET (self->columns), &bounds))
    gtk_adjustment_set_value (across,
                              gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL
                                  ? bounds.origin.x + bounds.size.width - gtk_adjustment_get_page_size (across)
                                  : bounds.origin.x);
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)), 0);
}

/* When the columns of another kind have their places, the first that is not empty comes into sight. */
static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  HavenMatterBoard *self = HAVEN_MATTER_BOARD (widget);
  GtkWidget *column = self->shown->len > 0 ? self->shown->pdata[find_first (self)] : NULL;
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self->columns), GTK_TYPE_VIEWPORT);

  if (column && gtk_widget_get_visible (column) && gtk_widget_get_width (column) == 0)
    return G_SOURCE_CONTINUE;
  if (column && gtk_widget_get_visible (column))
    scroll_to_first (self, GTK_VIEWPORT (viewport));
  self->scrolling = 0;
  return G_SOURCE_REMOVE;
}

static void
kind_changed_cb (HavenMatterBoard *self)
{
  guint selected = gtk_drop_down_get_selected (self->kind);

  if (!self->filling && selected < self->kinds->len)
    haven_matter_board_choose_kind (self, self->kinds->pdata[selected]);
}

static void
store_changed_cb (HavenMatterBoard *self, HavenChanges *changes)
{
  if (!haven_query_depends_on (haven_query_model_get_query (self->model), changes))
    return;
  haven_workspace_tell_error (self->workspace, haven_query_model_get_error (self->model));
  read_rows (self);
  choose_first (self);
}

/* ── The object ───────────────────────────────────────────────────────────── */

static void
haven_matter_board_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, HAVEN_MATTER_BOARD (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
haven_matter_board_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HavenMatterBoard *self = HAVEN_MATTER_BOARD (object);

  if (id != PROP_NARROW)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (self->narrow == g_value_get_boolean (value))
    return;
  self->narrow = g_value_get_boolean (value);
  show_columns (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
haven_matter_board_dispose (GObject *object)
{
  HavenMatterBoard *self = HAVEN_MATTER_BOARD (object);

  g_cancellable_cancel (self->cancellable);
  self->filling = TRUE;
  g_clear_object (&self->model);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->cards, g_hash_table_unref);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_MATTER_BOARD);
  G_OBJECT_CLASS (haven_matter_board_parent_class)->dispose (object);
}

static void
haven_matter_board_finalize (GObject *object)
{
  HavenMatterBoard *self = HAVEN_MATTER_BOARD (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->stages, haven_matter_stages_free);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->kinds);
  g_ptr_array_unref (self->codes);
  g_ptr_array_unref (self->shown);
  g_free (self->chosen);
  g_free (self->moved);
  G_OBJECT_CLASS (haven_matter_board_parent_class)->finalize (object);
}

static void
install_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "matter-board.move", "s", move_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, across_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, across_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, GDK_SHIFT_MASK, move_across_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_SHIFT_MASK, move_across_cb, "i", -1);
}

static void
haven_matter_board_class_init (HavenMatterBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = haven_matter_board_get_property;
  object_class->set_property = haven_matter_board_set_property;
  object_class->dispose = haven_matter_board_dispose;
  object_class->finalize = haven_matter_board_finalize;

  /* One column, which is chosen, instead of all of them side by side. */
  properties[PROP_NARROW] =
      g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /** HavenMatterBoard::matter-activated: @matter_id: somebody wants to see that matter */
  signals[SIGNAL_MATTER_ACTIVATED] = g_signal_new (
      "matter-activated", HAVEN_TYPE_MATTER_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-matter-board.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenMatterBoard, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterBoard, kind);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterBoard, stage);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterBoard, columns);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stage_changed_cb);
  install_keys (widget_class);
}

static void
haven_matter_board_init (HavenMatterBoard *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->kinds = g_ptr_array_new ();
  self->codes = g_ptr_array_new ();
  self->shown = g_ptr_array_new ();
  self->cards = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->cancellable = g_cancellable_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
  haven_choice_show_whole_items (self->kind);
  haven_choice_show_whole_items (self->stage);
}

/** Reads the matters and shows them; nothing is read before, and nothing happens when it has begun. */
void
haven_matter_board_begin (HavenMatterBoard *self, HavenWorkspace *workspace)
{
  HavenSession *session = haven_workspace_get_session (workspace);
  g_autoptr (HavenQuery) query = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (HAVEN_IS_MATTER_BOARD (self));

  if (self->model)
    return;
  self->stages = haven_matter_stages_load (&error);
  g_assert (self->stages != NULL); /* it is part of the program */
  self->workspace = g_object_ref (workspace);
  query = haven_query_new_matters ("", FALSE);
  self->model = haven_query_model_new (haven_session_get_store (session), haven_session_get_staff_id (session));
  haven_query_model_set_query (self->model, query);
  haven_workspace_tell_error (workspace, haven_query_model_get_error (self->model));
  /* The model was told of the change before: it asked first. */
  g_signal_connect_object (
      haven_session_get_store (session), "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  read_rows (self);
  choose_first (self);
}

/** Shows the matters of another kind. */
void
haven_matter_board_choose_kind (HavenMatterBoard *self, const char *type)
{
  g_return_if_fail (HAVEN_IS_MATTER_BOARD (self) && type != NULL);

  if (g_strcmp0 (type, self->chosen) == 0)
    return;
  g_set_str (&self->chosen, type);
  self->filling = TRUE;
  create_columns (self);
  self->filling = FALSE;
  show_kind (self);
  gtk_drop_down_set_selected (self->stage, find_first (self));
  if (self->scrolling == 0)
    self->scrolling = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
  gtk_drop_down_set_selected (self->kind, (guint) MAX (0, find_code (self->kinds, type)));
}

/** Returns: (nullable): the type that is shown */
const char *
haven_matter_board_get_kind (HavenMatterBoard *self)
{
  g_return_val_if_fail (HAVEN_IS_MATTER_BOARD (self), NULL);
  return self->chosen;
}

/** Returns: (transfer none) (element-type HavenBoardColumn): a column for each stage */
GPtrArray *
haven_matter_board_get_columns (HavenMatterBoard *self)
{
  g_return_val_if_fail (HAVEN_IS_MATTER_BOARD (self), NULL);
  return self->shown;
}
