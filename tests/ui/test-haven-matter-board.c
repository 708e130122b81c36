/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "draft-test.h"
#include "haven-board-column.h"
#include "haven-edit.h"
#include "haven-matter-board.h"
#include "haven-matter-card.h"
#include "haven-matter-change-dialog.h"
#include "haven-matter-type.h"
#include "haven-matter-view.h"
#include "haven-matters-pane.h"
#include "matters-test.h"
#include "ui-test.h"

static MattersTest *test;

static gpointer
get_row (AdwDialog *dialog, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (dialog), HAVEN_TYPE_MATTER_CHANGE_DIALOG, name);
}

static HavenMatter *
find_work_permit (void)
{
  g_autoptr (GPtrArray) all = haven_session_list (test->session, &haven_matter_info, "type", "work_permit", NULL, NULL);

  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (((HavenMatter *) all->pdata[i])->stage, "ready"))
      return haven_matter_copy (all->pdata[i]);
  g_assert_not_reached ();
}

static HavenMatterBoard *
open_board (const char *kind)
{
  AdwToggleGroup *views;
  HavenMatterBoard *board;

  test->told = -1;
  haven_matters_pane_open (HAVEN_MATTERS_PANE (test->pane), NULL);
  views = ADW_TOGGLE_GROUP (matters_test_find (test->pane, ADW_TYPE_TOGGLE_GROUP));
  adw_toggle_group_set_active_name (views, "board");
  ui_test_settle ();
  board = HAVEN_MATTER_BOARD (matters_test_find (test->pane, HAVEN_TYPE_MATTER_BOARD));
  haven_matter_board_choose_kind (board, kind);
  ui_test_settle ();
  return board;
}

static void
leave_board (void)
{
  adw_toggle_group_set_active_name (ADW_TOGGLE_GROUP (matters_test_find (test->pane, ADW_TYPE_TOGGLE_GROUP)), "list");
  ui_test_settle ();
}

static GtkListBox *
get_column (HavenMatterBoard *board, const char *name, int count)
{
  g_autofree char *heading = g_strdup_printf ("%s · %d", name, count);
  GPtrArray *columns = haven_matter_board_get_columns (board);

  for (guint i = 0; i < columns->len; i++)
    if (g_str_equal (haven_board_column_get_heading (columns->pdata[i]), heading))
      return haven_board_column_get_list (columns->pdata[i]);
  return NULL;
}

static GtkWidget *
find_matter_card (HavenMatterBoard *board, const char *id)
{
  GPtrArray *columns = haven_matter_board_get_columns (board);

  for (guint i = 0; i < columns->len; i++)
    {
      GtkListBox *list = haven_board_column_get_list (columns->pdata[i]);
      GtkListBoxRow *row;

      for (int j = 0; (row = gtk_list_box_get_row_at_index (list, j)) != NULL; j++)
        if (g_str_equal (haven_matter_card_get_id (HAVEN_MATTER_CARD (row)), id))
          return GTK_WIDGET (row);
    }
  return NULL;
}

static int
count_in_stage (const char *type, const char *stage)
{
  g_autoptr (GPtrArray) all = haven_session_list (test->session, &haven_matter_info, "type", type, NULL, NULL);
  int n = 0;

  for (guint i = 0; i < all->len; i++)
    n += g_str_equal (((HavenMatter *) all->pdata[i])->stage, stage);
  return n;
}

static void
assert_stage (const char *id, const char *stage)
{
  g_autoptr (HavenMatter) matter = haven_session_load (test->session, &haven_matter_info, id, NULL);

  g_assert_cmpstr (matter->stage, ==, stage);
}

static void
test_each_stage_is_a_column_with_its_count (void)
{
  HavenMatterBoard *board = open_board ("work_permit");
  g_autoptr (HavenMatter) ready = find_work_permit ();
  const HavenChoice *all = haven_matter_get_stages ();
  GtkWidget *card = find_matter_card (board, ready->id);
  guint at = 0;

  for (guint i = 0; all[i].code; i++)
    if (haven_matter_stage_is_open (all[i].code) && !g_str_equal (all[i].code, "certification_pending"))
      {
        g_assert_nonnull (get_column (board, all[i].label, count_in_stage ("work_permit", all[i].code)));
        at++;
      }
  g_assert_cmpuint (haven_matter_board_get_columns (board)->len, ==, at);
  g_assert_cmpint (count_in_stage ("work_permit", "ready"), >, 0);
  g_assert_true (gtk_widget_get_focusable (card));
  g_assert_true (matters_test_shows (card, haven_matter_card_get_person (HAVEN_MATTER_CARD (card))));
  g_assert_cmpuint (matters_test_count_nameless (test->pane), ==, 0);
  /* Another kind, other columns. */
  open_board ("t_visa");
  g_assert_nonnull (get_column (board, "Waiting for a signature", count_in_stage ("t_visa", "certification_pending")));
  leave_board ();
}

/* The way of a key that is pressed on the board, from the card that has the keyboard. */
static void
press (HavenMatterBoard *board, const char *key)
{
  g_autoptr (GtkShortcutTrigger) trigger = gtk_shortcut_trigger_parse_string (key);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (board));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);

          if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), trigger))
            {
              gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut),
                                            0,
                                            GTK_WIDGET (board),
                                            gtk_shortcut_get_arguments (shortcut));
              ui_test_settle ();
              return;
            }
        }
    }
  g_assert_not_reached ();
}

static const char *
get_focused_stage (void)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (test->window));

  g_assert_true (HAVEN_IS_MATTER_CARD (focus));
  return haven_matter_card_get_stage (HAVEN_MATTER_CARD (focus));
}

static void
walk_across (HavenMatterBoard *board, GtkWidget *card, const char *to, const char *back)
{
  gtk_widget_grab_focus (card);
  press (board, to);
  g_assert_cmpstr (get_focused_stage (), !=, "ready");
  press (board, back);
  g_assert_cmpstr (get_focused_stage (), ==, "ready");
}

static void
test_arrows_go_from_column_to_column (void)
{
  HavenMatterBoard *board = open_board ("work_permit");
  g_autoptr (HavenMatter) ready = find_work_permit ();
  GtkListBox *list = get_column (board, "Ready to send", count_in_stage ("work_permit", "ready"));
  GtkWidget *card = GTK_WIDGET (gtk_list_box_get_row_at_index (list, 0));
  gboolean before = count_in_stage ("work_permit", "gathering") + count_in_stage ("work_permit", "drafting") > 0;

  walk_across (board, card, before ? "Left" : "Right", before ? "Right" : "Left");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  walk_across (board, card, before ? "Right" : "Left", before ? "Left" : "Right");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  leave_board ();
}

static void
wait_for_column (HavenMatterBoard *board, const char *name, int count)
{
  while (get_column (board, name, count) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Drafting follows on ready: papers are gone over again. */
static void
test_a_key_moves_a_matter_and_undo_puts_it_back (void)
{
  HavenMatterBoard *board = open_board ("work_permit");
  g_autoptr (HavenMatter) ready = find_work_permit ();
  int n = count_in_stage ("work_permit", "drafting");
  GtkWidget *card = find_matter_card (board, ready->id);

  gtk_widget_grab_focus (card);
  press (board, "<Shift>Left");
  matters_test_wait_told (test, HAVEN_TOLD_DONE);
  wait_for_column (board, "Drafting", n + 1);
  assert_stage (ready->id, "drafting");
  g_assert_true (find_matter_card (board, ready->id) == card);
  g_assert_cmpstr (get_focused_stage (), ==, "drafting");
  haven_workspace_undo (test->workspace);
  matters_test_wait_told (test, HAVEN_TOLD_UNDONE);
  wait_for_column (board, "Drafting", n);
  assert_stage (ready->id, "ready");
  leave_board ();
}

static AdwDialog *
wait_for_dialog (void)
{
  AdwDialog *dialog;

  while (!HAVEN_IS_MATTER_CHANGE_DIALOG (dialog = adw_window_get_visible_dialog (test->window)))
    g_main_context_iteration (NULL, TRUE);
  ui_test_settle ();
  return dialog;
}

/* The row that the keyboard is in; the focus comes after the draft was looked for. */
static void
wait_for_focus_in (AdwDialog *dialog, const char *name)
{
  GtkWidget *row = get_row (dialog, name), *focus;

  do
    {
      g_main_context_iteration (NULL, TRUE);
      focus = gtk_root_get_focus (GTK_ROOT (test->window));
    }
  while (focus == NULL || !(focus == row || gtk_widget_is_ancestor (focus, row)));
}

static void
forget (AdwDialog *dialog)
{
  draft_test_forget (test->workspace);
  adw_dialog_force_close (dialog);
  ui_test_settle ();
}

/* To “Sent” it needs the day and the way; to “First look” it needs a reason: both are asked where a matter is changed,
 * which says whose it is and why it opened, and begins with what is wanted. */
static void
test_a_move_that_lacks_something_asks_for_it (void)
{
  HavenMatterBoard *board = open_board ("work_permit");
  g_autoptr (HavenMatter) ready = find_work_permit ();
  GtkWidget *card = find_matter_card (board, ready->id);
  AdwDialog *dialog;

  gtk_widget_grab_focus (card);
  press (board, "<Shift>Right");
  dialog = wait_for_dialog ();
  g_assert_true (matters_test_shows (GTK_WIDGET (dialog),
                                     "Moving to “Sent” needs the day on which it was sent, how it was sent."));
  g_assert_true (matters_test_shows (GTK_WIDGET (dialog), haven_matter_card_get_person (HAVEN_MATTER_CARD (card))));
  g_assert_false (gtk_widget_get_visible (get_row (dialog, "reason")));
  wait_for_focus_in (dialog, "filed_on");
  /* It is said once; what is still wanted of another stage is said where that is chosen. */
  g_assert_false (gtk_widget_get_visible (get_row (dialog, "missing")));
  gtk_editable_set_text (get_row (dialog, "filed_on"), "2026-11-02");
  g_assert_true (gtk_widget_get_visible (get_row (dialog, "missing")));
  adw_combo_row_set_selected (get_row (dialog, "stage"), 4);
  g_assert_false (gtk_widget_get_visible (get_row (dialog, "why")));
  forget (dialog);

  g_assert_true (gtk_widget_activate_action (card, "matter-card.move", "s", "screening"));
  dialog = wait_for_dialog ();
  g_assert_true (gtk_widget_get_visible (get_row (dialog, "reason")));
  g_assert_true (matters_test_shows (GTK_WIDGET (dialog),
                                     "Moving to “First look” needs the reason for leaving the usual order."));
  g_assert_false (gtk_widget_get_visible (get_row (dialog, "missing")));
  wait_for_focus_in (dialog, "reason");
  forget (dialog);
  assert_stage (ready->id, "ready");
  leave_board ();
}

/* ── The menu of a card ───────────────────────────────────────────────────── */

/* Returns: the stages of a section, in their order; its heading in @heading */
static char *
dup_section (GMenuModel *menu, int at, char **heading)
{
  g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, at, G_MENU_LINK_SECTION);
  GString *codes = g_string_new (NULL);

  g_assert_true (g_menu_model_get_item_attribute (menu, at, G_MENU_ATTRIBUTE_LABEL, "s", heading));
  for (int i = 0; i < g_menu_model_get_n_items (section); i++)
    {
      g_autofree char *code = NULL;

      g_assert_true (g_menu_model_get_item_attribute (section, i, G_MENU_ATTRIBUTE_TARGET, "s", &code));
      g_string_append_printf (codes, "%s%s", i > 0 ? " " : "", code);
    }
  return g_string_free (codes, FALSE);
}

static void
test_the_menu_begins_with_what_follows (void)
{
  static const struct
  {
    const char *heading, *codes;
  } expected[] = {
    { "Move to Stage", "gathering drafting filed on_hold" },
    { "Move with a Reason", "screening accepted receipted rfe interview decided post-decision" },
    { "End the Matter", "closed declined referred_out" },
  };
  HavenMatterBoard *board = open_board ("work_permit");
  g_autoptr (HavenMatter) ready = find_work_permit ();
  GtkWidget *button = matters_test_find (find_matter_card (board, ready->id), GTK_TYPE_MENU_BUTTON);
  GtkPopover *popover;
  GMenuModel *menu;

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));
  menu = gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (popover));
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, G_N_ELEMENTS (expected));
  for (int i = 0; i < (int) G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *heading = NULL;
      g_autofree char *codes = dup_section (menu, i, &heading);

      g_assert_cmpstr (heading, ==, expected[i].heading);
      g_assert_cmpstr (codes, ==, expected[i].codes);
    }
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  ui_test_settle ();
  leave_board ();
}

static void
test_return_opens_the_matter (void)
{
  HavenMatterBoard *board = open_board ("work_permit");
  g_autoptr (HavenMatter) ready = find_work_permit ();
  GtkWidget *card = find_matter_card (board, ready->id), *view;

  gtk_widget_grab_focus (card);
  g_assert_true (gtk_widget_activate (card));
  view = matters_test_find (test->pane, HAVEN_TYPE_MATTER_VIEW);
  g_assert_cmpstr (haven_matter_view_get_matter_id (HAVEN_MATTER_VIEW (view)), ==, ready->id);
  /* Whoever comes back finds the board. */
  haven_matters_pane_open (HAVEN_MATTERS_PANE (test->pane), NULL);
  while (!gtk_widget_get_mapped (GTK_WIDGET (board)))
    g_main_context_iteration (NULL, TRUE);
  ui_test_settle ();
  g_assert_cmpstr (haven_matter_board_get_kind (board), ==, "work_permit");
  leave_board ();
}

/* Returns: where the first column with cards begins in what is in sight, in pixels from where reading begins */
static float
get_first_start (HavenMatterBoard *board)
{
  GPtrArray *columns = haven_matter_board_get_columns (board);
  GtkWidget *viewport = gtk_widget_get_ancestor (columns->pdata[0], GTK_TYPE_VIEWPORT);
  graphene_rect_t bounds = { 0 };

  for (guint i = 0; i < columns->len && bounds.size.width == 0; i++)
    if (gtk_list_box_get_row_at_index (haven_board_column_get_list (columns->pdata[i]), 0) != NULL)
      g_assert_true (gtk_widget_compute_bounds (columns->pdata[i], viewport, &bounds));
  return gtk_widget_get_direction (viewport) == GTK_TEXT_DIR_RTL
             ? (float) gtk_widget_get_width (viewport) - bounds.origin.x - bounds.size.width
             : bounds.origin.x;
}

/* Many columns before it are empty; the one before stays in sight. */
static void
test_a_board_begins_with_its_first_cards (void)
{
  HavenMatterBoard *board;

  for (int i = 0; i < 2; i++)
    {
      gtk_widget_set_default_direction (i == 0 ? GTK_TEXT_DIR_LTR : GTK_TEXT_DIR_RTL);
      open_board ("work_permit");
      board = open_board ("t_visa");
      while (!(get_first_start (board) > 40 && get_first_start (board) < 240))
        g_main_context_iteration (NULL, TRUE);
    }
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  leave_board ();
}

static guint
count_visible_columns (HavenMatterBoard *board)
{
  GPtrArray *columns = haven_matter_board_get_columns (board);
  guint n = 0;

  for (guint i = 0; i < columns->len; i++)
    n += gtk_widget_get_visible (columns->pdata[i]);
  return n;
}

static void
test_a_narrow_board_is_one_column (void)
{
  HavenMatterBoard *board = open_board ("work_permit");
  g_autoptr (HavenMatter) ready = find_work_permit ();
  GtkWidget *card = find_matter_card (board, ready->id);
  guint n = haven_matter_board_get_columns (board)->len;

  g_assert_cmpuint (count_visible_columns (board), ==, n);
  g_object_set (board, "narrow", TRUE, NULL);
  g_assert_cmpuint (count_visible_columns (board), ==, 1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (gtk_widget_get_template_child (GTK_WIDGET (board), HAVEN_TYPE_MATTER_BOARD, "stage")), 4);
  g_assert_true (gtk_widget_get_mapped (card));
  g_assert_cmpuint (count_visible_columns (board), ==, 1);
  /* The column goes along with a matter that is moved. */
  gtk_widget_grab_focus (card);
  press (board, "<Shift>Left");
  matters_test_wait_told (test, HAVEN_TOLD_DONE);
  ui_test_settle ();
  assert_stage (ready->id, "drafting");
  g_assert_true (gtk_widget_get_mapped (card));
  haven_workspace_undo (test->workspace);
  matters_test_wait_told (test, HAVEN_TOLD_UNDONE);
  ui_test_settle ();
  g_object_set (board, "narrow", FALSE, NULL);
  g_assert_cmpuint (count_visible_columns (board), ==, n);
  leave_board ();
}

/* ── Dragging ─────────────────────────────────────────────────────────────── */

/* As if a card was let go over a column. Returns: whether the column takes it */
static gboolean
drop (HavenMatterBoard *board, GtkWidget *card, const char *name, int count)
{
  GtkWidget *column = gtk_widget_get_parent (GTK_WIDGET (get_column (board, name, count)));
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (column);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, HAVEN_TYPE_MATTER_CARD);
  g_value_set_object (&value, card);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 1.0, 1.0, &taken);
    }
  return taken;
}

/* The same way as by keys: with undo, and with what the stage lacks asked for. */
static void
test_a_card_is_dragged_to_another_column (void)
{
  HavenMatterBoard *board = open_board ("work_permit");
  g_autoptr (HavenMatter) ready = find_work_permit ();
  int n = count_in_stage ("work_permit", "drafting"), n_ready = count_in_stage ("work_permit", "ready");
  GtkWidget *card = find_matter_card (board, ready->id);
  AdwDialog *dialog;

  g_assert_false (drop (board, card, "Ready to send", n_ready)); /* it is there already */
  g_assert_true (drop (board, card, "Drafting", n));
  matters_test_wait_told (test, HAVEN_TOLD_DONE);
  wait_for_column (board, "Drafting", n + 1);
  assert_stage (ready->id, "drafting");
  haven_workspace_undo (test->workspace);
  matters_test_wait_told (test, HAVEN_TOLD_UNDONE);
  wait_for_column (board, "Drafting", n);

  g_assert_true (drop (board, card, "Sent", count_in_stage ("work_permit", "filed")));
  dialog = wait_for_dialog ();
  g_assert_true (matters_test_mentions (GTK_WIDGET (dialog), "how it was sent"));
  forget (dialog);
  assert_stage (ready->id, "ready");
  leave_board ();
}

/* The column says it, over all of its cards. */
static void
test_a_card_does_not_repeat_its_stage (void)
{
  HavenMatterBoard *board = open_board ("work_permit");
  g_autoptr (HavenMatter) ready = find_work_permit ();
  GtkWidget *card = find_matter_card (board, ready->id);

  g_assert_true (matters_test_mentions (card, "open date"));
  g_assert_false (matters_test_mentions (card, "Ready to send"));
  leave_board ();
}

/* ── Nothing to show ──────────────────────────────────────────────────────── */

static void
test_without_open_matters_the_board_says_so (void)
{
  HavenMatterBoard *board = open_board ("work_permit");
  g_autoptr (GPtrArray) all = haven_session_list (test->session, &haven_matter_info, NULL, NULL, NULL, NULL);
  g_autoptr (HavenEdit) edit = haven_edit_new ("Matters ended", HAVEN_ACTION_UPDATE, NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      g_autoptr (HavenMatter) after = haven_matter_copy (all->pdata[i]);

      haven_record_set_text (&after->stage, "referred_out");
      haven_edit_replace (edit, &haven_matter_info, all->pdata[i], after);
    }
  haven_edit_apply (edit, test->session, &error);
  g_assert_no_error (error);
  while (!matters_test_shows (GTK_WIDGET (board), "No Open Matters"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (matters_test_mentions (GTK_WIDGET (board), "Ready to send"));
  haven_edit_revert (edit, test->session, &error);
  g_assert_no_error (error);
  while (!matters_test_mentions (GTK_WIDGET (board), "Ready to send"))
    g_main_context_iteration (NULL, TRUE);
  leave_board ();
}

int
main (int argc, char **argv)
{
  int status;

  ui_test_init (&argc, &argv);
  test = matters_test_new ();
  g_test_add_func ("/ui/matter-board/each-stage-is-a-column-with-its-count", test_each_stage_is_a_column_with_its_count);
  g_test_add_func ("/ui/matter-board/arrows-go-from-column-to-column", test_arrows_go_from_column_to_column);
  g_test_add_func ("/ui/matter-board/a-key-moves-a-matter-and-undo-puts-it-back",
                   test_a_key_moves_a_matter_and_undo_puts_it_back);
  g_test_add_func ("/ui/matter-board/a-move-that-lacks-something-asks-for-it", test_a_move_that_lacks_something_asks_for_it);
  g_test_add_func ("/ui/matter-board/the-menu-begins-with-what-follows", test_the_menu_begins_with_what_follows);
  g_test_add_func ("/ui/matter-board/return-opens-the-matter", test_return_opens_the_matter);
  g_test_add_func ("/ui/matter-board/a-board-begins-with-its-first-cards", test_a_board_begins_with_its_first_cards);
  g_test_add_func ("/ui/matter-board/a-narrow-board-is-one-column", test_a_narrow_board_is_one_column);
  g_test_add_func ("/ui/matter-board/a-card-is-dragged-to-another-column", test_a_card_is_dragged_to_another_column);
  g_test_add_func ("/ui/matter-board/a-card-does-not-repeat-its-stage", test_a_card_does_not_repeat_its_stage);
  g_test_add_func ("/ui/matter-board/without-open-matters-the-board-says-so", test_without_open_matters_the_board_says_so);
  status = g_test_run ();
  matters_test_free (test);
  return status;
}
