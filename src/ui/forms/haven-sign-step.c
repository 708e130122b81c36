/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-sign-step.h"

#include "haven-text.h"

#include <glib/gi18n.h>

struct _HavenSignStep
{
  AdwBin parent_instance;

  /* template */
  GtkLabel *statement;
  AdwComboRow *signer;
  GtkEditable *name;
  GtkEditable *relationship;
  AdwSwitchRow *typing;
  AdwSwitchRow *meant;
  GtkWidget *drawing;
  HavenInkPad *pad;
  GtkWidget *undo;
  GtkWidget *clear;
  AdwSwitchRow *witnessed;
  GtkEditable *witness;
  GtkWidget *witness_drawing;
  HavenInkPad *witness_pad;
  GtkWidget *witness_clear;

  /* owned */
  char *place;

  gboolean on_behalf;
};

G_DEFINE_FINAL_TYPE (HavenSignStep, haven_sign_step, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const signers[] = { "self", "guardian", "representative" };

static gboolean
is_for_another (HavenSignStep *self)
{
  return self->on_behalf && adw_combo_row_get_selected (self->signer) > 0;
}

static gboolean
is_mark (HavenSignStep *self)
{
  return !adw_switch_row_get_active (self->typing) && haven_ink_pad_get_kind (self->pad) == HAVEN_STROKES_MARK;
}

static gboolean
has_witness (HavenSignStep *self)
{
  return adw_switch_row_get_active (self->witnessed) || is_mark (self);
}

/* ── What is shown ────────────────────────────────────────────────────────── */

static void
update (HavenSignStep *self)
{
  gboolean typing = adw_switch_row_get_active (self->typing);
  gboolean inked = haven_strokes_get_n (haven_ink_pad_get_strokes (self->pad)) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->signer), self->on_behalf);
  gtk_widget_set_visible (GTK_WIDGET (self->relationship), is_for_another (self));
  gtk_widget_set_visible (GTK_WIDGET (self->meant), typing);
  gtk_widget_set_visible (self->drawing, !typing);
  gtk_widget_set_sensitive (self->undo, inked);
  gtk_widget_set_sensitive (self->clear, inked);
  gtk_widget_set_visible (GTK_WIDGET (self->witness), has_witness (self));
  gtk_widget_set_visible (self->witness_drawing, has_witness (self));
  gtk_widget_set_sensitive (self->witness_clear, haven_strokes_get_n (haven_ink_pad_get_strokes (self->witness_pad)) > 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
undo_clicked_cb (HavenSignStep *self)
{
  haven_ink_pad_undo (self->pad);
}

static void
clear_clicked_cb (HavenSignStep *self)
{
  haven_ink_pad_clear (self->pad);
}

static void
witness_clear_clicked_cb (HavenSignStep *self)
{
  haven_ink_pad_clear (self->witness_pad);
}

/* ── Object ───────────────────────────────────────────────────────────────── */

static void
haven_sign_step_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_SIGN_STEP);
  G_OBJECT_CLASS (haven_sign_step_parent_class)->dispose (object);
}

static void
haven_sign_step_finalize (GObject *object)
{
  g_free (HAVEN_SIGN_STEP (object)->place);
  G_OBJECT_CLASS (haven_sign_step_parent_class)->finalize (object);
}

static void
haven_sign_step_class_init (HavenSignStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = haven_sign_step_dispose;
  object_class->finalize = haven_sign_step_finalize;

  /** HavenSignStep::changed: something was typed, drawn or chosen */
  signals[CHANGED] =
      g_signal_new ("changed", HAVEN_TYPE_SIGN_STEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HAVEN_TYPE_INK_PAD);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-sign-step.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenSignStep, statement);
  gtk_widget_class_bind_template_child (widget_class, HavenSignStep, signer);
  gtk_widget_class_bind_template_child (widget_class, HavenSignStep, name);
  gtk_widget_class_bind_template_child (widget_class, HavenSignStep, relationship);
  gtk_widget_class_bind_template_child (widget_class, HavenSignStep, typing);
  gtk_widget_class_bind_template_child (widget_class, HavenSignStep, meant);
  gtk_widget_class_bind_template_child (widget_class, HavenSignStep, drawing);
  gtk_widget_class_bind_template_child (widget_class, HavenSignStep, pad);
  gtk_widget_class_bind_template_child (widget_class, HavenSignStep, undo);
  gtk_widget_class_bind_template_child (widget_class, HavenSignStep, clear);
  gtk_widget_class_bind_template_child (widget_class, HavenSignStep, witnessed);
  gtk_widget_class_bind_template_child (widget_class, HavenSignStep, witness);
  gtk_widget_class_bind_template_child (widget_class, HavenSignStep, witness_drawing);
  gtk_widget_class_bind_template_child (widget_class, HavenSignStep, witness_pad);
  gtk_widget_class_bind_template_child (widget_class, HavenSignStep, witness_clear);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, undo_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, witness_clear_clicked_cb);
}

static void
haven_sign_step_init (HavenSignStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->witness_pad),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Signature of the witness"),
                                  -1);
}

GtkWidget *
haven_sign_step_new (const HavenDocumentPlace *place)
{
  HavenSignStep *self = g_object_new (HAVEN_TYPE_SIGN_STEP, NULL);

  self->place = g_strdup (place->id);
  self->on_behalf = place->on_behalf;
  gtk_label_set_label (self->statement, place->label);
  gtk_editable_set_text (self->name, place->name ? place->name : "");
  update (self);
  return GTK_WIDGET (self);
}

/** Returns: (nullable): what is still missing, in a sentence */
const char *
haven_sign_step_get_problem (HavenSignStep *self)
{
  g_return_val_if_fail (HAVEN_IS_SIGN_STEP (self), NULL);

  if (haven_text_is_blank (gtk_editable_get_text (self->name)))
    return _ ("Type the name of the one who signs.");
  if (is_for_another (self) && haven_text_is_blank (gtk_editable_get_text (self->relationship)))
    return _ ("Say who they are to the person.");
  if (adw_switch_row_get_active (self->typing) && !adw_switch_row_get_active (self->meant))
    return _ ("Turn on “This is my signature”.");
  if (!adw_switch_row_get_active (self->typing) && haven_ink_pad_get_kind (self->pad) == HAVEN_STROKES_NOTHING)
    return _ ("Sign in the box, or by typing the name.");
  if (has_witness (self) && haven_text_is_blank (gtk_editable_get_text (self->witness)))
    return is_mark (self) ? _ ("A mark needs a witness: type their name.") : _ ("Type the name of the witness.");
  return NULL;
}

/** Returns: self, guardian or representative */
const char *
haven_sign_step_get_signer (HavenSignStep *self)
{
  g_return_val_if_fail (HAVEN_IS_SIGN_STEP (self), NULL);
  return signers[self->on_behalf ? MIN (adw_combo_row_get_selected (self->signer), G_N_ELEMENTS (signers) - 1) : 0];
}

/** Fills @signature with what belongs to the step and stays there. */
void
haven_sign_step_read (HavenSignStep *self, HavenDocumentSignature *signature)
{
  gboolean witnessed, witness_inked;

  g_return_if_fail (HAVEN_IS_SIGN_STEP (self));

  witnessed = has_witness (self);
  witness_inked = haven_ink_pad_get_kind (self->witness_pad) != HAVEN_STROKES_NOTHING;
  *signature = (HavenDocumentSignature) {
    .place = self->place,
    .name = gtk_editable_get_text (self->name),
    .relationship = is_for_another (self) ? gtk_editable_get_text (self->relationship) : NULL,
    .strokes = adw_switch_row_get_active (self->typing) ? NULL : haven_ink_pad_get_strokes (self->pad),
    .witness = witnessed ? gtk_editable_get_text (self->witness) : NULL,
    .witness_strokes = witnessed && witness_inked ? haven_ink_pad_get_strokes (self->witness_pad) : NULL,
  };
}

/** Returns: (transfer full): what was typed, and nothing of what was drawn */
JsonObject *
haven_sign_step_dup_names (HavenSignStep *self)
{
  JsonObject *names = json_object_new ();

  json_object_set_string_member (names, "place", self->place);
  json_object_set_string_member (names, "name", gtk_editable_get_text (self->name));
  json_object_set_string_member (names, "relationship", gtk_editable_get_text (self->relationship));
  json_object_set_string_member (names, "witness", gtk_editable_get_text (self->witness));
  return names;
}

/** Brings back what was typed before, where it is of the same place. */
void
haven_sign_step_set_names (HavenSignStep *self, JsonObject *names)
{
  g_return_if_fail (HAVEN_IS_SIGN_STEP (self));

  if (g_strcmp0 (json_object_get_string_member_with_default (names, "place", NULL), self->place) != 0)
    return;
  gtk_editable_set_text (self->name, json_object_get_string_member_with_default (names, "name", ""));
  gtk_editable_set_text (self->relationship, json_object_get_string_member_with_default (names, "relationship", ""));
  gtk_editable_set_text (self->witness, json_object_get_string_member_with_default (names, "witness", ""));
}
