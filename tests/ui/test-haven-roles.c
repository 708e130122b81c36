/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-test.h"
#include "haven-clinic-view.h"
#include "haven-matters-list.h"
#include "haven-official-forms-service.h"
#include "haven-panes.h"
#include "haven-people-list.h"
#include "haven-person-view.h"
#include "roles-test.h"
#include "ui-test.h"

#include <string.h>

/* Every role opens every pane. What a control should be comes from the matrix, so that the two cannot part; what the
 * sidebar holds, and some controls, are written down by hand, so that both cannot be wrong together. */

static RolesTest *roles;

typedef struct
{
  HavenSession *session;
  HavenWorkspace *workspace;
  AdwWindow *window;
  HavenClinicView *view;
  char *told; /* nullable: the last message */
  gboolean failed;
} Desk;

static void
told_cb (Desk *desk, const char *message, int kind)
{
  g_set_str (&desk->told, message);
  desk->failed |= kind == HAVEN_TOLD_FAILED;
}

/* ── Waiting ──────────────────────────────────────────────────────────────── */

static gboolean
is_busy (GtkWidget *root)
{
  if (!gtk_widget_get_visible (root) || !gtk_widget_get_child_visible (root))
    return FALSE;
  if (ADW_IS_SPINNER (root))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (is_busy (child))
      return TRUE;
  return FALSE;
}

static void
wait_for_desk (Desk *desk)
{
  ui_test_settle ();
  clinic_test_wait (!is_busy (GTK_WIDGET (desk->window)));
  ui_test_settle ();
}

static Desk *
sit_down (const char *role)
{
  Desk *desk = g_new0 (Desk, 1);

  desk->session = roles_test_sign_in (roles, role);
  desk->workspace = haven_workspace_new (desk->session);
  g_signal_connect_swapped (desk->workspace, "told", G_CALLBACK (told_cb), desk);
  desk->view = HAVEN_CLINIC_VIEW (haven_clinic_view_new (desk->workspace));
  desk->window = ADW_WINDOW (adw_window_new ());
  adw_window_set_content (desk->window, GTK_WIDGET (desk->view));
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 1200, 800);
  haven_clinic_view_show_pane (desk->view, "today");
  gtk_window_present (GTK_WINDOW (desk->window));
  clinic_test_wait (gtk_widget_get_mapped (GTK_WIDGET (desk->view)));
  wait_for_desk (desk);
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

/* ── Looking ──────────────────────────────────────────────────────────────── */

typedef void (*Visit) (GtkWidget *widget, gpointer data);

static void
walk (GtkWidget *root, Visit visit, gpointer data)
{
  visit (root, data);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    walk (child, visit, data);
}

static void
check_control (GtkWidget *widget, gpointer data)
{
  Desk *desk = data;
  const HavenNeed *need = haven_permit_get_need (widget);
  const char *tooltip = gtk_widget_get_tooltip_text (widget);
  const char *reason = need ? haven_permit_get_reason (need->record, need->action) : NULL;

  if (need == NULL)
    return;
  switch (haven_permit_ask (desk->session, need->record, need->action))
    {
    case HAVEN_PERMIT_GRANTED:
      g_assert_cmpstr (tooltip, !=, reason);
      if (!GTK_IS_ACTIONABLE (widget) || gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)) == NULL)
        g_assert_true (gtk_widget_get_sensitive (widget));
      break;
    case HAVEN_PERMIT_REFUSED:
      g_assert_false (gtk_widget_get_sensitive (widget));
      g_assert_cmpstr (tooltip, ==, reason);
      g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                         GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                                         reason));
      break;
    case HAVEN_PERMIT_FOREIGN:
    default:
      g_assert_false (gtk_widget_get_visible (widget));
    }
}

typedef struct
{
  const char *record;
  HavenAction action;
  guint n_usable, n_dull;
} Count;

static void
count_control (GtkWidget *widget, gpointer data)
{
  Count *count = data;
  const HavenNeed *need = haven_permit_get_need (widget);

  if (need == NULL || !g_str_equal (need->record, count->record) || need->action != count->action ||
      !gtk_widget_get_visible (widget))
    return;
  if (gtk_widget_get_sensitive (widget))
    count->n_usable++;
  else
    count->n_dull++;
}

static Count
count_controls (Desk *desk, const char *record, HavenAction action)
{
  Count count = { record, action, 0, 0 };

  walk (GTK_WIDGET (desk->view), count_control, &count);
  return count;
}

/* All that can be read or heard, also of what is scrolled away. */
static void
find_canary (GtkWidget *widget, gpointer data)
{
  static const char *const canaries[] = { CLINICAL_CANARY, LEGAL_CANARY, PRIVILEGED_CANARY };
  const char *texts[] = {
    GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL,
    GTK_IS_INSCRIPTION (widget) ? gtk_inscription_get_text (GTK_INSCRIPTION (widget)) : NULL,
    GTK_IS_EDITABLE (widget) ? gtk_editable_get_text (GTK_EDITABLE (widget)) : NULL,
    gtk_widget_get_tooltip_text (widget),
  };
  guint *n = data;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (canaries); j++)
      *n += texts[i] != NULL && strstr (texts[i], canaries[j]) != NULL;
}

static guint
count_canaries (Desk *desk)
{
  guint n = 0;

  walk (GTK_WIDGET (desk->window), find_canary, &n);
  return n;
}

static void
assert_calm (Desk *desk, const char *role, const char *where)
{
  if (desk->failed || desk->told != NULL)
    g_test_message ("%s at %s was told: %s", role, where, desk->told);
  g_assert_false (desk->failed);
  g_assert_null (desk->told);
  g_assert_false (clinic_test_shows (GTK_WIDGET (desk->window), "Could Not Be"));
  g_assert_false (clinic_test_shows (GTK_WIDGET (desk->window), "could not be"));
  g_assert_false (clinic_test_shows (GTK_WIDGET (desk->window), "(null)"));
  g_assert_false (clinic_test_shows (GTK_WIDGET (desk->window), "Not Part of Your Role"));
  g_assert_cmpuint (clinic_test_count_nameless (GTK_WIDGET (desk->window)), ==, 0);
  walk (GTK_WIDGET (desk->view), check_control, desk);
}

/* ── Every role at every pane ─────────────────────────────────────────────── */

static char *
dup_sidebar (HavenSession *session)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n_panes;
  const HavenPane *panes = haven_panes_get (&n_panes);

  for (guint i = 0; i < n_panes; i++)
    if (haven_pane_is_for (&panes[i], session))
      g_string_append_printf (names, "%s%s", names->len ? " " : "", panes[i].name);
  return g_string_free_and_steal (g_steal_pointer (&names));
}

static void
test_every_pane (gconstpointer data)
{
  const RoleCase *c = data;
  Desk *desk = sit_down (c->role);
  g_autofree char *sidebar = dup_sidebar (desk->session);
  g_auto (GStrv) names = g_strsplit (c->panes, " ", -1);

  g_assert_cmpstr (sidebar, ==, c->panes);
  assert_calm (desk, c->role, "the beginning");
  g_assert_true ((*c->panes == '\0') == clinic_test_shows (GTK_WIDGET (desk->window), "Nothing to Show Here"));
  for (gsize i = 0; names[i]; i++)
    {
      haven_clinic_view_show_pane (desk->view, names[i]);
      haven_clinic_view_enter_pane (desk->view);
      wait_for_desk (desk);
      assert_calm (desk, c->role, names[i]);
    }
  get_up (desk);
}

/* What is none of theirs is not opened by a key either, and says so in one sentence. */
static void
test_other_panes (gconstpointer data)
{
  const RoleCase *c = data;
  Desk *desk = sit_down (c->role);
  guint n_panes;
  const HavenPane *panes = haven_panes_get (&n_panes);

  for (guint i = 0; i < n_panes && *c->panes != '\0'; i++)
    if (!haven_pane_is_for (&panes[i], desk->session))
      {
        g_clear_pointer (&desk->told, g_free);
        haven_clinic_view_show_pane (desk->view, panes[i].name);
        g_assert_cmpstr (desk->told, ==, "That is not part of your role.");
      }
  g_clear_pointer (&desk->told, g_free);
  g_assert_false (desk->failed);
  wait_for_desk (desk);
  get_up (desk);
}

/* ── Somebody's page ──────────────────────────────────────────────────────── */

static Desk *
sit_down_with_person (const char *role)
{
  Desk *desk = sit_down (role);

  haven_workspace_open (desk->workspace, HAVEN_DESTINATION_PERSON, roles->patient_id, NULL);
  wait_for_desk (desk);
  return desk;
}

static void
test_person (gconstpointer data)
{
  const RoleCase *c = data;
  Desk *desk = sit_down_with_person (c->role);
  const gboolean clinical = haven_session_has_partition (desk->session, HAVEN_PARTITION_CLINICAL);
  const gboolean legal = haven_session_has_partition (desk->session, HAVEN_PARTITION_LEGAL);

  if (!haven_session_may (desk->session, "patient", HAVEN_ACTION_VIEW))
    {
      g_assert_cmpstr (desk->told, ==, "Your role does not open people’s pages.");
      g_clear_pointer (&desk->told, g_free);
    }
  else
    {
      g_assert_nonnull (clinic_test_find (GTK_WIDGET (desk->view), HAVEN_TYPE_PERSON_VIEW));
      g_assert_true (clinic_test_shows (GTK_WIDGET (desk->window), "Medical") == clinical);
      g_assert_true (clinic_test_shows (GTK_WIDGET (desk->window), "Matters") == legal);
    }
  assert_calm (desk, c->role, "a person’s page");
  if (!clinical && !legal)
    g_assert_cmpuint (count_canaries (desk), ==, 0);
  get_up (desk);
}

/* That the canaries would be found where they may be seen; else the tests above find nothing because they look wrongly. */
static void
test_canaries_sing (void)
{
  Desk *clinician = sit_down_with_person ("clinician");
  Desk *attorney;

  g_assert_cmpuint (count_canaries (clinician), >, 0);
  get_up (clinician);
  attorney = sit_down_with_person ("attorney");
  g_assert_cmpuint (count_canaries (attorney), >, 0);
  get_up (attorney);
}

/* ── By hand ──────────────────────────────────────────────────────────────── */

static void
test_front_desk (void)
{
  Desk *desk = sit_down ("front-desk");

  haven_clinic_view_show_pane (desk->view, "people");
  wait_for_desk (desk);
  g_assert_true (clinic_test_shows (GTK_WIDGET (desk->window), "Type a Name"));
  g_assert_false (clinic_test_shows (GTK_WIDGET (desk->window), "Amina Idris Bashir"));
  g_assert_cmpuint (count_controls (desk, "patient", HAVEN_ACTION_CREATE).n_dull, ==, 0);
  haven_clinic_view_show_pane (desk->view, "appointments");
  wait_for_desk (desk);
  g_assert_cmpuint (count_controls (desk, "appointment", HAVEN_ACTION_CREATE).n_usable, >, 0);
  haven_clinic_view_show_pane (desk->view, "directory");
  wait_for_desk (desk);
  g_assert_cmpuint (count_controls (desk, "service", HAVEN_ACTION_IMPORT).n_dull, >, 0);
  g_assert_cmpuint (count_canaries (desk), ==, 0);
  get_up (desk);
}

static void
test_found_by_name (void)
{
  Desk *desk = sit_down ("front-desk");
  GtkWidget *search;

  haven_clinic_view_show_pane (desk->view, "people");
  wait_for_desk (desk);
  search = clinic_test_find (clinic_test_find (GTK_WIDGET (desk->view), HAVEN_TYPE_PEOPLE_LIST), GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "amina");
  clinic_test_wait (clinic_test_shows (GTK_WIDGET (desk->window), "Amina Idris Bashir"));
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  clinic_test_wait (clinic_test_shows (GTK_WIDGET (desk->window), "Type a Name"));
  g_assert_false (clinic_test_shows (GTK_WIDGET (desk->window), "Amina Idris Bashir"));
  get_up (desk);
}

/* Going back in a visit's course is a correction, which is the supervisor's. */
static void
test_supervisor (void)
{
  Desk *desk = sit_down ("supervisor");

  g_assert_cmpuint (count_controls (desk, "appointment", HAVEN_ACTION_UPDATE).n_usable, >, 0);
  g_assert_cmpuint (count_controls (desk, "appointment", HAVEN_ACTION_CREATE).n_usable, ==, 0);
  g_assert_cmpuint (count_controls (desk, "appointment", HAVEN_ACTION_CREATE).n_dull, >, 0);
  haven_workspace_open (desk->workspace, HAVEN_DESTINATION_BOOKING, NULL, NULL);
  g_assert_cmpstr (desk->told, ==, "Your role does not book visits.");
  g_assert_null (adw_window_get_visible_dialog (desk->window));
  get_up (desk);
}

static void
test_advocate (void)
{
  Desk *desk = sit_down ("advocate");

  haven_workspace_open (desk->workspace, HAVEN_DESTINATION_MATTER, roles->matter_id, NULL);
  wait_for_desk (desk);
  g_assert_null (desk->told);
  g_assert_true (clinic_test_shows (GTK_WIDGET (desk->window), LEGAL_CANARY));
  g_assert_cmpuint (count_controls (desk, "deadline", HAVEN_ACTION_CREATE).n_dull, >, 0);
  g_assert_cmpuint (count_controls (desk, "deadline", HAVEN_ACTION_CREATE).n_usable, ==, 0);
  g_assert_false (desk->failed);
  get_up (desk);
}

/* Who works on matters without being of the legal team does not learn that there are notes; nobody else gets there. */
static void
test_privileged_notes (gconstpointer data)
{
  const RoleCase *c = data;
  const gboolean of_the_team = g_str_equal (c->role, "attorney") || g_str_equal (c->role, "paralegal");
  Desk *desk = sit_down (c->role);

  g_assert_true (haven_session_may (desk->session, "legal_note", HAVEN_ACTION_VIEW) == of_the_team);
  g_assert_true (haven_session_may (desk->session, "legal_note", HAVEN_ACTION_LIST) == of_the_team);
  haven_workspace_open (desk->workspace, HAVEN_DESTINATION_MATTER, roles->matter_id, NULL);
  wait_for_desk (desk);
  g_assert_true (clinic_test_shows (GTK_WIDGET (desk->window), PRIVILEGED_CANARY) == of_the_team);
  g_assert_true (clinic_test_shows (GTK_WIDGET (desk->window), "Privileged Notes") == of_the_team);
  g_assert_true ((count_controls (desk, "legal_note", HAVEN_ACTION_CREATE).n_usable > 0) == of_the_team);
  g_assert_cmpuint (count_controls (desk, "legal_note", HAVEN_ACTION_CREATE).n_dull, ==, 0);
  get_up (desk);
}

static void
test_interpreter (void)
{
  Desk *desk = sit_down ("interpreter");

  g_assert_false (clinic_test_shows (GTK_WIDGET (desk->window), "What Is Due"));
  haven_workspace_open (desk->workspace, HAVEN_DESTINATION_ADD_PERSON, NULL, NULL);
  g_assert_cmpstr (desk->told, ==, "Your role does not add people.");
  g_assert_null (adw_window_get_visible_dialog (desk->window));
  get_up (desk);
}

/* Who sees no matters fills no form of the legal team; a form for every team, everybody who makes papers. */
static void
test_forms_of_the_legal_team (void)
{
  static const struct
  {
    const char *role;
    gboolean of_every_team;
    gboolean of_the_legal_team;
  } cases[] = {
    { "clinician", TRUE, FALSE }, { "navigator", TRUE, FALSE }, { "front-desk", TRUE, FALSE },
    { "attorney", TRUE, TRUE },   { "paralegal", TRUE, TRUE },  { "interpreter", FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Desk *desk = sit_down (cases[i].role);
      g_autoptr (HavenOfficialForm) form = haven_official_form_new ();

      g_test_message ("%s", cases[i].role);
      g_assert_cmpint (haven_official_forms_may_fill (desk->session, form), ==, cases[i].of_every_team);
      form->privileged = TRUE;
      g_assert_cmpint (haven_official_forms_may_fill (desk->session, form), ==, cases[i].of_the_legal_team);
      get_up (desk);
    }
}

static void
add_cases (const char *path, GTestDataFunc test)
{
  for (gsize i = 0; i < roles_test_n_cases; i++)
    {
      g_autofree char *name = g_strdup_printf ("/ui/roles/%s/%s", path, roles_test_cases[i].role);

      g_test_add_data_func (name, &roles_test_cases[i], test);
    }
}

int
main (int argc, char **argv)
{
  int status;

  ui_test_init (&argc, &argv);
  roles = roles_test_new ();
  add_cases ("has-its-panes-and-no-others-and-all-are-calm", test_every_pane);
  add_cases ("is-told-in-a-sentence-what-is-not-theirs", test_other_panes);
  add_cases ("sees-of-a-person-what-is-theirs", test_person);
  add_cases ("sees-privileged-notes-only-with-the-legal-team", test_privileged_notes);
  g_test_add_func ("/ui/roles/a-canary-is-seen-where-it-may-be", test_canaries_sing);
  g_test_add_func ("/ui/roles/the-front-desk-books-and-imports-nothing", test_front_desk);
  g_test_add_func ("/ui/roles/the-front-desk-finds-by-name-and-lists-nobody", test_found_by_name);
  g_test_add_func ("/ui/roles/a-supervisor-corrects-visits-and-books-none", test_supervisor);
  g_test_add_func ("/ui/roles/an-advocate-sees-a-matter-and-changes-none", test_advocate);
  g_test_add_func ("/ui/roles/an-interpreter-sees-nothing-of-anybody", test_interpreter);
  g_test_add_func ("/ui/roles/the-legal-team-alone-fills-its-forms", test_forms_of_the_legal_team);
  status = g_test_run ();
  roles_test_free (roles);
  return status;
}
