/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-directory-reader.h"

/** A folder for a made-up feed, and what an import of it gave. */
typedef struct
{
  char *folder;
  HavenDirectoryReader *reader;
  const HavenDirectoryReport *report;
  GPtrArray *organizations;
  GPtrArray *locations;
  GPtrArray *services;
  GPtrArray *service_locations;
  GPtrArray *phones;
  GPtrArray *schedules;
  GError *error;
} DirectoryFixture;

/* A small good feed of HSDS 3, to which tests add what is wrong. */
#define ORGANIZATIONS "id,name,description\no1,Harbour House,A place to stay\n"
#define LOCATIONS                                                                                  \
  "id,location_type,organization_id,name,latitude,longitude\nl1,physical,o1,Main "                 \
  "Hall,41.5,-87.6\n"
#define SERVICES "id,organization_id,name,status\ns1,o1,Night Shelter,active\n"
#define LINKS "id,service_id,location_id\nsl1,s1,l1\n"
#define PHONES "id,service_id,number\np1,s1,312 555 0100\n"

void directory_fixture_set_up (DirectoryFixture *self, gconstpointer data);
void directory_fixture_tear_down (DirectoryFixture *self, gconstpointer data);
void directory_fixture_write (DirectoryFixture *self, const char *name, const char *text);
void directory_fixture_write_bytes (DirectoryFixture *self,
                                    const char *name,
                                    const char *bytes,
                                    gsize size);
void directory_fixture_write_good (DirectoryFixture *self);
char *directory_fixture_dup_path (DirectoryFixture *self, const char *name);
void directory_fixture_zip (DirectoryFixture *self, const char *zip, const char *const *names);
gboolean directory_fixture_import (DirectoryFixture *self, const char *path);
void directory_fixture_import_well (DirectoryFixture *self);
void directory_fixture_import_badly (DirectoryFixture *self, const char *path, const char *words);
void directory_fixture_assert_fault (DirectoryFixture *self,
                                     const char *file,
                                     guint row,
                                     const char *column,
                                     const char *rule,
                                     const char *value);
char *directory_fixture_dup_sample (const char *name);

#define DIRECTORY_TEST(path, function)                                                             \
  g_test_add (path, DirectoryFixture, NULL, directory_fixture_set_up, function,                    \
              directory_fixture_tear_down)
