/* Files that a configuration names without saying where they are.
 *
 * A game or bucket file is looked for as it is given, then beside the configuration; a game that is given without a
 * folder also in $HOLDEM_GAMES, in games/ beside the configuration's folder, in games/, in the games/ of the source
 * tree that the program was built in, and where the program is installed. Games are tried with and without the ending
 * ".game". Main thread. */
#ifndef TRAIN_CONFIG_FIND_H
#define TRAIN_CONFIG_FIND_H

#include "game/definition.h"
#include "train/config.h"

/* `file`: the configuration, or "". What is found replaces the name, what is not stays as it was given. False when a
 * place cannot be looked at. */
bool config_find_game(const char *file, char name[CONFIG_TEXT], struct failure *failure);
bool config_find_buckets(const char *file, char name[CONFIG_TEXT], struct failure *failure);

/* Loads a game by what config_find_game has made of its name; when there was none the failure says where it was looked
 * for. */
bool config_load_game(const char *file, const char *name, struct game *game, struct failure *failure);

#endif
