/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-test.h"
#include "haven-announce.h"
#include "haven-draft-keeper.h"
#include "haven-live-view.h"
#include "haven-panes.h"
#include "haven-chart.h"
#include "haven-consent.h"
#include "haven-directory.h"
#include "haven-legal.h"
#include "haven-people.h"
#include "haven-plan.h"
#include "haven-staff.h"
#include "haven-translation-forms.h"
#include "haven-translation-page.h"
#include "haven-translations-pane.h"
#include "haven-vaults.h"
#include "roles-test.h"
#include "ui-test.h"

#include <glib/gstdio.h>
#include <string.h>

#define FORM "appointment-slip"
#define TITLE "title"

static RolesTest *roles;

/* Somebody at the pane. */
typedef struct
{
  HavenSession *session;
  HavenWorkspace *workspace;
  AdwWindow *window;
  GtkWidget *pane;
  char *told;
  int kind;
} Desk;

static void
told_cb (Desk *desk, const char *message, int kind)
{
  g_set_str (&desk->told, message);
  desk->kind = kind;
}

static Desk *
sit_down (const char *role)
{
  Desk *desk = g_new0 (Desk, 1);

  desk->session = roles_test_sign_in (roles, role);
  desk->workspace = haven_workspace_new (desk->session);
  g_signal_connect_swapped (desk->workspace, "told", G_CALLBACK (told_cb), desk);
  desk->pane = haven_translations_pane_new (desk->workspace);
  desk->window = ADW_WINDOW (adw_window_new ());
  adw_window_set_content (desk->window, desk->pane);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 1200, 800);
  gtk_window_present (GTK_WINDOW (desk->window));
  clinic_test_wait (gtk_widget_get_mapped (desk->pane));
  return desk;
}

static void
get_up (Desk *desk)
{
  ui_test_close (GTK_WINDOW (desk->window));
  g_object_unref (desk->workspace);
  haven_session_leave (desk->session);
  g_object_unref (desk->session);
  g_free (desk->told);
  g_free (desk);
}

static HavenTranslationPage *
get_page (Desk *desk)
{
  return HAVEN_TRANSLATION_PAGE (clinic_test_find (desk->pane, HAVEN_TYPE_TRANSLATION_PAGE));
}

static HavenTranslationList *
get_list (Desk *desk)
{
  return haven_translation_page_get_list (get_page (desk));
}

static gboolean
is_ready (Desk *desk)
{
  GtkWidget *page = clinic_test_find (desk->pane, HAVEN_TYPE_TRANSLATION_PAGE);
  HavenTranslationList *list = page ? haven_translation_page_get_list (HAVEN_TRANSLATION_PAGE (page)) : NULL;

  return list != NULL && haven_translation_list_get_n_rows (list) > 0 &&
         gtk_widget_is_sensitive (GTK_WIDGET (list)) && haven_translation_list_get_current (list) != NULL;
}

static HavenTranslationList *
open_form (Desk *desk, const char *language)
{
  haven_translations_pane_open (HAVEN_TRANSLATIONS_PANE (desk->pane), FORM, language);
  clinic_test_wait (is_ready (desk));
  ui_test_settle ();
  return get_list (desk);
}

static void
press (Desk *desk, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_list (desk)), action, NULL));
}

static gboolean
holds (HavenTranslationRow *row, const char *text)
{
  g_autofree char *now = haven_translation_row_dup_text (row);

  return g_strcmp0 (now, text) == 0;
}

static void
wait_state (HavenTranslationRow *row, HavenTranslationState state)
{
  clinic_test_wait (haven_translation_row_get_state (row) == state && !haven_translation_row_is_changed (row));
  ui_test_settle ();
}

/* ── The start page ───────────────────────────────────────────────────────── */

static void
test_forms (void)
{
  Desk *desk = sit_down ("translator");
  GtkWidget *forms = clinic_test_find (desk->pane, HAVEN_TYPE_TRANSLATION_FORMS);
  GtkWidget *row;

  clinic_test_wait (haven_translation_forms_get_language (HAVEN_TRANSLATION_FORMS (forms)) != NULL);
  ui_test_settle ();
  /* Whose first language besides English it is. */
  g_assert_cmpstr (haven_translation_forms_get_language (HAVEN_TRANSLATION_FORMS (forms)), ==, "ar");
  g_assert_true (clinic_test_shows (forms, "0 of 9 approved · 9 drafts"));
  g_assert_true (clinic_test_shows (forms, "What All Papers Share"));
  g_assert_true (clinic_test_shows (forms, "All forms: 0 of"));
  g_assert_cmpuint (clinic_test_count_nameless (desk->pane), ==, 0);
  row = clinic_test_find (clinic_test_find (forms, GTK_TYPE_LIST_BOX), ADW_TYPE_ACTION_ROW);
  g_assert_true (gtk_widget_activate (row));
  clinic_test_wait (is_ready (desk));
  get_up (desk);
}

/* ── Writing ──────────────────────────────────────────────────────────────── */

static void
test_columns (void)
{
  Desk *desk = sit_down ("translator");
  HavenTranslationList *list = open_form (desk, "ar");
  HavenTranslationRow *row = haven_translation_list_get_row (list, 0);
  GtkWidget *view = GTK_WIDGET (haven_translation_row_get_view (row));

  g_assert_cmpint (gtk_widget_get_direction (view), ==, GTK_TEXT_DIR_RTL);
  gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_LABEL, "Arabic, text 1 of 9");
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
  g_assert_cmpuint (clinic_test_count_nameless (desk->pane), ==, 0);
  g_assert_true (clinic_test_shows (desk->pane, "0 of 9 approved · 9 drafts"));
  g_assert_true (clinic_test_shows (desk->pane, "Text 1 of 9"));
  get_up (desk);
}

static void
test_warnings (void)
{
  Desk *desk = sit_down ("translator");
  HavenTranslationList *list = open_form (desk, "es");
  HavenTranslationRow *row = haven_translation_list_get_current (list);

  haven_translation_row_set_text (row, "Mi visita {nadie}");
  g_assert_true (clinic_test_shows (GTK_WIDGET (row), "{nadie} does not stand in the English text"));
  g_assert_true (clinic_test_shows (GTK_WIDGET (row), "Not saved yet"));
  g_assert_true (haven_translation_row_has_error (row));
  press (desk, "translation.save");
  ui_test_settle ();
  g_assert_true (clinic_test_shows (GTK_WIDGET (row), "Not saved: the words in braces"));
  g_assert_true (holds (row, "Mi visita {nadie}"));
  g_assert_null (desk->told);
  haven_translation_row_reset (row);
  g_assert_false (haven_translation_row_is_changed (row));
  get_up (desk);
}

static void
test_page_follows (void)
{
  Desk *desk = sit_down ("translator");
  HavenTranslationList *list = open_form (desk, "es");
  HavenTranslationRow *row = haven_translation_list_get_current (list);
  HavenLiveView *view = HAVEN_LIVE_VIEW (clinic_test_find (desk->pane, HAVEN_TYPE_LIVE_VIEW));
  const HavenForm *form;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenForms) forms = haven_session_dup_forms (desk->session, &error);

  g_assert_no_error (error);
  form = haven_forms_lookup (forms, FORM, NULL);
  clinic_test_wait (haven_live_view_get_n_pages (view) > 0);
  /* A text that stands on the page: the last of the form that is not a title. */
  row = haven_translation_list_find (list, ((HavenFormText *) form->order->pdata[form->order->len - 1])->id);
  haven_translation_list_enter (list, form->order->len - 1);
  haven_translation_row_set_text (row, "Palabras nunca vistas");
  clinic_test_wait (strstr (haven_live_view_get_text (view, 0), "Palabras nunca vistas") != NULL);
  g_assert_true (haven_live_view_has_mark (view));
  haven_translation_row_set_text (row, "");
  clinic_test_wait (strstr (haven_live_view_get_text (view, 0), "[9]") != NULL);
  haven_translation_row_reset (row);
  get_up (desk);
}

static void
test_saved_and_undone (void)
{
  Desk *desk = sit_down ("translator");
  HavenTranslationList *list = open_form (desk, "vi");
  HavenTranslationRow *row = haven_translation_list_get_current (list);
  g_autofree char *before = haven_translation_row_dup_text (row);

  haven_translation_row_set_text (row, "Lần hẹn của tôi");
  press (desk, "translation.save");
  clinic_test_wait (desk->told != NULL && !haven_translation_row_is_changed (row));
  g_assert_cmpstr (desk->told, ==, "Translation written");
  g_assert_cmpint (desk->kind, ==, HAVEN_TOLD_DONE);
  /* And on to the next one. */
  clinic_test_wait (haven_translation_list_get_position (list) == 1);
  haven_workspace_undo (desk->workspace);
  clinic_test_wait (holds (row, before));
  get_up (desk);
}

/* The writer is never the reviewer; who may not approve is told so beside the text. */
static void
test_review (void)
{
  Desk *desk = sit_down ("translator");
  HavenTranslationList *list = open_form (desk, "fr");
  HavenTranslationRow *own = haven_translation_list_get_row (list, 0);
  HavenTranslationRow *other = haven_translation_list_get_row (list, 1);

  haven_translation_row_set_text (own, "Ma consultation");
  press (desk, "translation.save");
  wait_state (own, HAVEN_TRANSLATION_DRAFT);
  haven_translation_list_enter (list, 0);
  press (desk, "translation.reviewed");
  clinic_test_wait (clinic_test_shows (GTK_WIDGET (own), "You wrote this translation. Somebody else reviews it."));
  haven_translation_list_enter (list, 1);
  press (desk, "translation.approved");
  g_assert_true (clinic_test_shows (GTK_WIDGET (other), "Your role does not approve translations."));
  press (desk, "translation.reviewed");
  wait_state (other, HAVEN_TRANSLATION_REVIEWED);
  clinic_test_wait (clinic_test_shows (desk->pane, "0 of 9 approved · 1 reviewed · 8 drafts"));
  get_up (desk);
}

static void
test_approve (void)
{
  Desk *desk = sit_down ("supervisor");
  HavenTranslationList *list = open_form (desk, "fr");
  HavenTranslationRow *row = haven_translation_list_get_row (list, 1);

  g_assert_false (gtk_text_view_get_editable (haven_translation_row_get_view (row)));
  haven_translation_list_enter (list, 1);
  press (desk, "translation.approved");
  wait_state (row, HAVEN_TRANSLATION_APPROVED);
  haven_translation_list_enter (list, 0);
  press (desk, "translation.approved");
  clinic_test_wait (clinic_test_shows (GTK_WIDGET (haven_translation_list_get_row (list, 0)), "was not reviewed yet"));
  press (desk, "translation.copy");
  g_assert_true (clinic_test_shows (desk->pane, "Your role does not write translations."));
  get_up (desk);
}

/* Who saves second on what somebody else changed keeps what was typed, and sees both. */
static void
test_two_at_once (void)
{
  Desk *desk = sit_down ("translator");
  HavenTranslationList *list = open_form (desk, "ht");
  HavenTranslationRow *row = haven_translation_list_get_current (list);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;

  haven_translation_row_set_text (row, "Pa mwen");
  edit = haven_translations_edit_text (desk->session, FORM, "ht", haven_translation_row_get_text_id (row), "Pa lòt la", &error);
  g_assert_no_error (error);
  haven_edit_apply (edit, desk->session, &error);
  g_assert_no_error (error);
  press (desk, "translation.save");
  clinic_test_wait (clinic_test_shows (GTK_WIDGET (row), "Somebody else changed this text meanwhile."));
  clinic_test_wait (clinic_test_shows (GTK_WIDGET (row), "Pa lòt la"));
  g_assert_true (holds (row, "Pa mwen"));
  gtk_widget_activate (clinic_test_find_button (GTK_WIDGET (row), "Keep Mine"));
  clinic_test_wait (!clinic_test_shows (GTK_WIDGET (row), "Pa lòt la"));
  press (desk, "translation.save");
  clinic_test_wait (!haven_translation_row_is_changed (row));
  g_assert_true (holds (row, "Pa mwen"));
  get_up (desk);
}

static void
test_draft_comes_back (void)
{
  Desk *desk = sit_down ("translator");
  HavenTranslationList *list = open_form (desk, "am");
  HavenTranslationRow *row = haven_translation_list_get_row (list, 2);

  haven_translation_list_enter (list, 2);
  haven_translation_row_set_text (row, "ያልተቀመጠ");
  /* The page goes, as it does when the window is locked: the last words are written. */
  haven_translations_pane_open (HAVEN_TRANSLATIONS_PANE (desk->pane), NULL, NULL);
  ui_test_settle ();
  get_up (desk);

  desk = sit_down ("translator");
  list = open_form (desk, "am");
  row = haven_translation_list_get_row (list, 2);
  clinic_test_wait (holds (row, "ያልተቀመጠ"));
  g_assert_true (haven_translation_row_is_changed (row));
  haven_translation_row_reset (row);
  get_up (desk);
}

/* Whoever goes on to a text sees all of it. */
static void
assert_seen_after_going (Desk *desk, guint position)
{
  HavenTranslationRow *row = haven_translation_list_get_row (get_list (desk), position);
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (row), GTK_TYPE_VIEWPORT);
  graphene_rect_t bounds;

  haven_translation_list_enter (get_list (desk), position);
  ui_test_settle ();
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (row), viewport, &bounds));
  g_assert_cmpfloat (bounds.origin.y, >=, -1);
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, gtk_widget_get_height (viewport) + 1);
}

/* The keys of the table do what it says, in a text that is written in. */
static void
test_keys (void)
{
  Desk *desk = sit_down ("translator");
  HavenTranslationList *list = open_form (desk, "es");
  GtkWidget *view = GTK_WIDGET (haven_translation_row_get_view (haven_translation_list_get_row (list, 0)));
  GtkWidget *next = GTK_WIDGET (haven_translation_row_get_view (haven_translation_list_get_row (list, 1)));

  haven_translation_list_enter (list, 0);
  g_assert_true (ui_test_press (view, GDK_KEY_Down, GDK_ALT_MASK));
  g_assert_cmpuint (haven_translation_list_get_position (list), ==, 1);
  g_assert_true (ui_test_press (next, GDK_KEY_Up, GDK_ALT_MASK));
  g_assert_cmpuint (haven_translation_list_get_position (list), ==, 0);
  g_assert_true (ui_test_press (view, GDK_KEY_F2, 0));
  g_assert_true (haven_translation_row_is_changed (haven_translation_list_get_row (list, 0)));
  haven_translation_row_reset (haven_translation_list_get_row (list, 0));
  g_assert_true (ui_test_press (view, GDK_KEY_F6, 0));
  ui_test_settle ();
  haven_translations_pane_open (HAVEN_TRANSLATIONS_PANE (desk->pane), "care-plan", "am");
  clinic_test_wait (is_ready (desk) && haven_translation_list_get_n_rows (get_list (desk)) > 40);
  ui_test_settle ();
  assert_seen_after_going (desk, 40);
  assert_seen_after_going (desk, 2);
  get_up (desk);
}

/* ── Files ────────────────────────────────────────────────────────────────── */

static void
test_broken_file (void)
{
  Desk *desk = sit_down ("translator");
  HavenTranslationList *list = open_form (desk, "fil");
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "broken-translation.po", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *before = haven_translation_row_dup_text (haven_translation_list_get_row (list, 0));
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "msgid \"\"\nmsgstr \"Language: fil\\n\"\n\nmsgid \"x\nmsgstr \"y\"\n", -1, &error);
  g_assert_no_error (error);
  haven_translation_page_take_file (get_page (desk), file);
  clinic_test_wait (*haven_translation_page_get_problem (get_page (desk)) != '\0');
  g_test_message ("%s", haven_translation_page_get_problem (get_page (desk)));
  g_assert_nonnull (strstr (haven_translation_page_get_problem (get_page (desk)), "line 5"));
  g_assert_true (holds (haven_translation_list_get_row (list, 0), before));
  g_assert_null (desk->told);
  g_unlink (path);
  haven_translation_page_take_file (get_page (desk), file);
  clinic_test_wait (*haven_translation_page_get_problem (get_page (desk)) != '\0');
  get_up (desk);
}

static void
test_file_is_taken (void)
{
  Desk *desk = sit_down ("translator");
  HavenTranslationList *list = open_form (desk, "zh-Hans");
  HavenTranslationRow *row = haven_translation_list_get_row (list, 0);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "good-translation.po", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *po = g_strdup_printf ("msgid \"\"\nmsgstr \"\"\n\"Language: zh-Hans\\n\"\n"
                                         "\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
                                         "msgctxt \"%s\"\nmsgid \"%s\"\nmsgstr \"新的预约\"\n",
                                         haven_translation_row_get_text_id (row),
                                         haven_translation_row_get_source (row));
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, po, -1, &error);
  g_assert_no_error (error);
  haven_translation_page_take_file (get_page (desk), file);
  clinic_test_wait (holds (row, "新的预约") || *haven_translation_page_get_problem (get_page (desk)) != '\0');
  g_assert_cmpstr (haven_translation_page_get_problem (get_page (desk)), ==, "");
  g_assert_cmpstr (desk->told, ==, "Translations imported");
  g_unlink (path);
  get_up (desk);
}

/* ── What the role reaches ────────────────────────────────────────────────── */

/* The door refuses what stands behind each other pane, whoever asks and by whatever way. */
static void
test_no_patient_data (void)
{
  static const HavenRecordInfo *const infos[] = {
    &haven_patient_info,     &haven_patient_name_info, &haven_appointment_info,    &haven_plan_info,
    &haven_release_info,     &haven_document_info,     &haven_signed_paper_info,   &haven_safe_contact_rule_info,
    &haven_service_info,     &haven_break_glass_info,  &haven_note_info,           &haven_matter_info,
  };
  Desk *desk = sit_down ("translator");
  guint n_panes, n_own = 0;
  const HavenPane *panes = haven_panes_get (&n_panes);

  for (guint i = 0; i < n_panes; i++)
    if (haven_pane_is_for (&panes[i], desk->session))
      {
        g_assert_cmpstr (panes[i].name, ==, "translations");
        n_own++;
      }
  g_assert_cmpuint (n_own, ==, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) rows = haven_session_list (desk->session, infos[i], NULL, NULL, NULL, &error);

      g_test_message ("%s", infos[i]->name);
      g_assert_null (rows);
      g_assert_nonnull (error);
    }
  get_up (desk);
}

int
main (int argc, char **argv)
{
  int status;

  ui_test_init (&argc, &argv);
  roles = roles_test_new ();
  g_test_add_func ("/ui/translations/forms-tell-how-far-they-are-in-words", test_forms);
  g_test_add_func ("/ui/translations/each-column-has-its-own-direction-and-name", test_columns);
  g_test_add_func ("/ui/translations/what-is-wrong-stands-beneath-and-is-not-saved", test_warnings);
  g_test_add_func ("/ui/translations/the-page-follows-what-is-typed", test_page_follows);
  g_test_add_func ("/ui/translations/what-is-saved-can-be-undone", test_saved_and_undone);
  g_test_add_func ("/ui/translations/nobody-reviews-what-they-wrote", test_review);
  g_test_add_func ("/ui/translations/a-supervisor-approves-what-was-reviewed-and-writes-nothing", test_approve);
  g_test_add_func ("/ui/translations/who-saves-second-keeps-what-was-typed", test_two_at_once);
  g_test_add_func ("/ui/translations/what-was-not-saved-comes-back", test_draft_comes_back);
  g_test_add_func ("/ui/translations/its-keys-do-what-the-list-of-keys-says", test_keys);
  g_test_add_func ("/ui/translations/a-broken-file-is-told-with-its-line-and-changes-nothing", test_broken_file);
  g_test_add_func ("/ui/translations/a-file-is-taken-in", test_file_is_taken);
  g_test_add_func ("/ui/translations/a-translator-reaches-nothing-about-anybody", test_no_patient_data);
  status = g_test_run ();
  roles_test_free (roles);
  return status;
}
