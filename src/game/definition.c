#include "game/definition.h"

#include "base/memory.h"
#include "base/text.h"
#include "platform/file.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <xxhash.h>

enum { LINE_LONGEST = 4096, WORDS_MOST = 64 };

/* Editors of Windows put it in front of UTF-8. */
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

enum key {
    KEY_GAMEDEF,
    KEY_END,
    KEY_LIMIT,
    KEY_NOLIMIT,
    KEY_PLAYERS,
    KEY_ROUNDS,
    KEY_STACK,
    KEY_BLIND,
    KEY_RAISE_SIZE,
    KEY_FIRST_PLAYER,
    KEY_MAX_RAISES,
    KEY_SUITS,
    KEY_RANKS,
    KEY_HOLE_CARDS,
    KEY_BOARD_CARDS,
    KEYS
};

/* In the order of the canonical text. `most` values, each within [low, high]. */
static const struct {
    const char *name;
    unsigned most;
    int64_t low, high;
} keys[KEYS] = {
    [KEY_GAMEDEF] = {"GAMEDEF", 0, 0, 0},
    [KEY_END] = {"END", 0, 0, 0},
    [KEY_LIMIT] = {"limit", 0, 0, 0},
    [KEY_NOLIMIT] = {"nolimit", 0, 0, 0},
    [KEY_PLAYERS] = {"numPlayers", 1, 2, GAME_PLAYERS},
    [KEY_ROUNDS] = {"numRounds", 1, 1, GAME_ROUNDS},
    [KEY_STACK] = {"stack", GAME_PLAYERS, 1, CHIPS_UNLIMITED},
    [KEY_BLIND] = {"blind", GAME_PLAYERS, 0, CHIPS_UNLIMITED},
    [KEY_RAISE_SIZE] = {"raiseSize", GAME_ROUNDS, 1, CHIPS_UNLIMITED},
    [KEY_FIRST_PLAYER] = {"firstPlayer", GAME_ROUNDS, 1, GAME_PLAYERS},
    [KEY_MAX_RAISES] = {"maxRaises", GAME_ROUNDS, 0, UINT8_MAX},
    [KEY_SUITS] = {"numSuits", 1, 1, CARD_SUITS},
    [KEY_RANKS] = {"numRanks", 1, 1, CARD_RANKS},
    [KEY_HOLE_CARDS] = {"numHoleCards", 1, 1, GAME_HOLE_CARDS},
    [KEY_BOARD_CARDS] = {"numBoardCards", GAME_ROUNDS, 0, GAME_BOARD_CARDS},
};

/* What the lines said, before it is known how many players and rounds there are. */
struct draft {
    unsigned line[KEYS], count[KEYS]; /* line 0: not there */
    int64_t value[KEYS][GAME_PLAYERS];
};

struct source {
    const char *name;
    unsigned line;
    struct failure *failure;
};

static bool fail_unknown(const struct source *source, const char *word)
{
    const char *names[KEYS];
    for (unsigned k = 0; k < KEYS; k++)
        names[k] = keys[k].name;
    return failure_set(source->failure, "%s:%u: unknown key '%s'%s", source->name, source->line, word,
                       text_suggestion(word, names, KEYS).text);
}

/* Splits at blanks and '='. Returns the number of words; WORDS_MOST + 1 when there are more. */
static unsigned split(char *line, char *words[WORDS_MOST])
{
    unsigned count = 0;
    for (char *word = strtok(line, " \t\r=,"); word; word = strtok(NULL, " \t\r=,")) {
        if (count == WORDS_MOST)
            return WORDS_MOST + 1;
        words[count++] = word;
    }
    return count;
}

static bool read_values(const struct source *source, struct draft *draft, enum key key, char *words[], unsigned count)
{
    const char *name = keys[key].name;
    if (draft->line[key])
        return failure_set(source->failure, "%s:%u: %s is given again (first in line %u)", source->name, source->line,
                           name, draft->line[key]);
    draft->line[key] = source->line;
    if (count > keys[key].most)
        return failure_set(source->failure, "%s:%u: %s takes at most %u value%s, not %u", source->name, source->line,
                           name, keys[key].most, keys[key].most == 1 ? "" : "s", count);
    if (count == 0 && keys[key].most > 0)
        return failure_set(source->failure, "%s:%u: %s needs a value", source->name, source->line, name);
    draft->count[key] = count;
    for (unsigned i = 0; i < count; i++) {
        int64_t *value = &draft->value[key][i];
        if (!text_parse_integer(words[i], value))
            return failure_set(source->failure, "%s:%u: %s: '%s' is not a whole number", source->name, source->line,
                               name, words[i]);
        if (*value < keys[key].low || *value > keys[key].high)
            return failure_set(source->failure, "%s:%u: %s must be between %lld and %lld, not %s", source->name,
                               source->line, name, (long long)keys[key].low, (long long)keys[key].high, words[i]);
    }
    return true;
}

/* One line; *ended is set by END GAMEDEF. */
static bool read_line(const struct source *source, char *line, struct draft *draft, bool *ended)
{
    char *words[WORDS_MOST];
    unsigned count = split(line, words);
    if (count == 0)
        return true;
    if (count > WORDS_MOST)
        return failure_set(source->failure, "%s:%u: too many values", source->name, source->line);
    for (unsigned k = 0; k < KEYS; k++) {
        if (!text_equal_ignoring_case(words[0], keys[k].name))
            continue;
        if (k == KEY_END) {
            *ended = count == 2 && text_equal_ignoring_case(words[1], "GAMEDEF");
            return *ended || failure_set(source->failure, "%s:%u: expected END GAMEDEF", source->name, source->line);
        }
        return read_values(source, draft, (enum key)k, words + 1, count - 1);
    }
    return fail_unknown(source, words[0]);
}

static bool read_lines(struct source *source, const char *text, struct draft *draft)
{
    bool ended = false;
    if (strncmp(text, BYTE_ORDER_MARK, strlen(BYTE_ORDER_MARK)) == 0)
        text += strlen(BYTE_ORDER_MARK);
    while (*text && !ended) {
        char line[LINE_LONGEST + 1];
        size_t length = strcspn(text, "\n");
        source->line++;
        if (length > LINE_LONGEST)
            return failure_set(source->failure, "%s:%u: the line is longer than %d bytes", source->name, source->line,
                               LINE_LONGEST);
        memcpy(line, text, length);
        line[length] = '\0';
        line[strcspn(line, "#")] = '\0';
        text += length + (text[length] == '\n');
        if (isspace((unsigned char)line[0]) && line[strspn(line, " \t\r")] != '\0')
            return failure_set(source->failure, "%s:%u: a key must stand at the beginning of the line", source->name,
                               source->line);
        if (!read_line(source, line, draft, &ended))
            return false;
    }
    return true;
}

static bool require(const struct source *source, const struct draft *draft, enum key key, unsigned count)
{
    if (!draft->line[key])
        return failure_set(source->failure, "%s: %s is missing", source->name, keys[key].name);
    if (draft->count[key] < count)
        return failure_set(source->failure, "%s:%u: %s needs %u values, not %u", source->name, draft->line[key],
                           keys[key].name, count, draft->count[key]);
    return true;
}

static bool check_presence(const struct source *source, const struct draft *draft)
{
    static const enum key single[] = {KEY_PLAYERS, KEY_ROUNDS, KEY_SUITS, KEY_RANKS, KEY_HOLE_CARDS};
    for (size_t i = 0; i < sizeof single / sizeof *single; i++) {
        if (!require(source, draft, single[i], 1))
            return false;
    }
    if (draft->line[KEY_LIMIT] && draft->line[KEY_NOLIMIT])
        return failure_set(source->failure, "%s:%u: the game is both limit and nolimit", source->name,
                           draft->line[KEY_NOLIMIT]);
    unsigned players = (unsigned)draft->value[KEY_PLAYERS][0], rounds = (unsigned)draft->value[KEY_ROUNDS][0];
    return require(source, draft, KEY_BLIND, players) && require(source, draft, KEY_BOARD_CARDS, rounds) &&
           ((!draft->line[KEY_STACK] && !draft->line[KEY_NOLIMIT]) || require(source, draft, KEY_STACK, players)) &&
           (draft->line[KEY_NOLIMIT] || require(source, draft, KEY_RAISE_SIZE, rounds));
}

/* Chips of all players together are counted in one number. */
static bool check_stakes(const struct source *source, const struct game *game)
{
    int64_t raised = game_big_blind(game), pot = 0;
    for (unsigned r = 0; r < game->rounds; r++)
        raised += (int64_t)game->max_raises[r] * game->raise_size[r];
    for (unsigned p = 0; p < game->players; p++)
        pot += game->no_limit || game->stack[p] < raised ? game->stack[p] : raised;
    return pot <= INT32_MAX ||
           failure_set(source->failure, "%s: a pot of %lld chips could be played for: at most %d are possible",
                       source->name, (long long)pot, INT32_MAX);
}

static bool build(const struct source *source, const struct draft *draft, struct game *game)
{
    game->no_limit = draft->line[KEY_NOLIMIT] != 0;
    game->players = (uint8_t)draft->value[KEY_PLAYERS][0];
    game->rounds = (uint8_t)draft->value[KEY_ROUNDS][0];
    game->deck = (struct deck){(uint8_t)draft->value[KEY_RANKS][0], (uint8_t)draft->value[KEY_SUITS][0]};
    game->hole_cards = (uint8_t)draft->value[KEY_HOLE_CARDS][0];
    for (unsigned p = 0; p < game->players; p++) {
        game->stack[p] = draft->line[KEY_STACK] ? (chips)draft->value[KEY_STACK][p] : CHIPS_UNLIMITED;
        game->blind[p] = (chips)draft->value[KEY_BLIND][p];
        if (game->blind[p] > game->stack[p])
            return failure_set(source->failure, "%s:%u: the blind of player %u (%d) is larger than the stack (%d)",
                               source->name, draft->line[KEY_BLIND], p + 1, game->blind[p], game->stack[p]);
    }
    for (unsigned r = 0; r < game->rounds; r++) {
        int64_t first = r < draft->count[KEY_FIRST_PLAYER] ? draft->value[KEY_FIRST_PLAYER][r] : 1;
        if (first > game->players)
            return failure_set(source->failure, "%s:%u: firstPlayer %lld: there are %u players", source->name,
                               draft->line[KEY_FIRST_PLAYER], (long long)first, game->players);
        game->first_player[r] = (uint8_t)(first - 1);
        game->max_raises[r] = r < draft->count[KEY_MAX_RAISES] ? (uint8_t)draft->value[KEY_MAX_RAISES][r] : UINT8_MAX;
        game->raise_size[r] = game->no_limit ? 0 : (chips)draft->value[KEY_RAISE_SIZE][r];
        game->board_cards[r] = (uint8_t)draft->value[KEY_BOARD_CARDS][r];
    }
    if (game->board_cards[0] > 0)
        return failure_set(
            source->failure,
            "%s:%u: %u board card%s in the first round: games begin before the flop here, with 0; one that "
            "begins on a later street cannot be trained or played",
            source->name, draft->line[KEY_BOARD_CARDS], game->board_cards[0], game->board_cards[0] == 1 ? "" : "s");
    unsigned board = game_board_cards(game, game->rounds - 1u), cards = game->players * game->hole_cards + board;
    if (cards > deck_size(game->deck))
        return failure_set(source->failure, "%s: a hand deals %u cards from a deck of %zu", source->name, cards,
                           deck_size(game->deck));
    if (board + game->hole_cards > GAME_BOARD_CARDS)
        return failure_set(source->failure, "%s: a player sees %u cards: at most %d can be ranked", source->name,
                           board + game->hole_cards, GAME_BOARD_CARDS);
    return check_stakes(source, game);
}

/* "games/leduc.game" -> "leduc". */
static void name_game(struct game *game, const char *path)
{
    const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
    const char *end = strstr(base, ".game");
    char stem[4 * sizeof game->name];
    snprintf(stem, sizeof stem, "%.*s", end ? (int)(end - base) : (int)sizeof stem, base);
    text_clean(stem, game->name, sizeof game->name);
}

bool game_parse(const char *name, const char *text, struct game *game, struct failure *failure)
{
    struct source source = {name, 0, failure};
    struct draft draft = {0};
    memset(game, 0, sizeof *game);
    name_game(game, name);
    return read_lines(&source, text, &draft) && check_presence(&source, &draft) && build(&source, &draft, game);
}

bool game_load(const char *path, struct game *game, struct failure *failure)
{
    enum { FILE_LARGEST = 1 << 20 };
    size_t length;
    char *text = file_read(path, FILE_LARGEST, &length, failure);
    if (!text)
        return false;
    bool read = memchr(text, '\0', length)
                    ? failure_set(failure, "%s: holds bytes that are no text: not a game definition", path)
                    : game_parse(path, text, game, failure);
    memory_release(text);
    return read;
}

static void write_row(char *out, size_t size, const char *name, unsigned count, const int64_t values[])
{
    text_append(out, size, "%s =", name);
    for (unsigned i = 0; i < count; i++)
        text_append(out, size, " %lld", (long long)values[i]);
    text_append(out, size, "\n");
}

size_t game_format(const struct game *game, char *out, size_t size)
{
    int64_t stack[GAME_PLAYERS], blind[GAME_PLAYERS], row[4][GAME_ROUNDS];
    for (unsigned p = 0; p < game->players; p++) {
        stack[p] = game->stack[p];
        blind[p] = game->blind[p];
    }
    for (unsigned r = 0; r < game->rounds; r++) {
        row[0][r] = game->raise_size[r];
        row[1][r] = game->first_player[r] + 1;
        row[2][r] = game->max_raises[r];
        row[3][r] = game->board_cards[r];
    }
    out[0] = '\0';
    text_append(out, size, "GAMEDEF\n%s\nnumPlayers = %u\nnumRounds = %u\n", game->no_limit ? "nolimit" : "limit",
                game->players, game->rounds);
    write_row(out, size, "stack", game->players, stack);
    write_row(out, size, "blind", game->players, blind);
    if (!game->no_limit)
        write_row(out, size, "raiseSize", game->rounds, row[0]);
    write_row(out, size, "firstPlayer", game->rounds, row[1]);
    write_row(out, size, "maxRaises", game->rounds, row[2]);
    text_append(out, size, "numSuits = %u\nnumRanks = %u\nnumHoleCards = %u\n", game->deck.suits, game->deck.ranks,
                game->hole_cards);
    write_row(out, size, "numBoardCards", game->rounds, row[3]);
    text_append(out, size, "END GAMEDEF\n");
    return strlen(out);
}

uint64_t game_fingerprint(const struct game *game)
{
    char text[LINE_LONGEST];
    size_t length = game_format(game, text, sizeof text);
    return XXH3_64bits(text, length);
}

unsigned game_board_cards(const struct game *game, unsigned round)
{
    unsigned cards = 0;
    for (unsigned r = 0; r <= round; r++)
        cards += game->board_cards[r];
    return cards;
}

unsigned game_hands(const struct game *game, unsigned round)
{
    unsigned left = (unsigned)deck_size(game->deck) - game_board_cards(game, round);
    return game->hole_cards == 2 ? left * (left - 1) / 2 : left;
}

chips game_big_blind(const struct game *game)
{
    chips largest = 0;
    for (unsigned p = 0; p < game->players; p++)
        largest = game->blind[p] > largest ? game->blind[p] : largest;
    return largest;
}

bool game_in_mbb(const struct game *game, double amount, double *mbb)
{
    chips big_blind = game_big_blind(game);
    *mbb = big_blind > 0 ? amount / big_blind * 1000 : 0;
    return big_blind > 0;
}

double game_unit(const struct game *game)
{
    if (game_big_blind(game) > 0)
        return game_big_blind(game);
    if (!game->no_limit)
        return game->raise_size[0];
    chips smallest = game->stack[0];
    for (unsigned p = 1; p < game->players; p++)
        smallest = game->stack[p] < smallest ? game->stack[p] : smallest;
    return smallest / 100.0;
}

const char *game_round_name(const struct game *game, unsigned round)
{
    static const char *const streets[GAME_ROUNDS] = {"preflop", "flop", "turn", "river"};
    static const char *const rounds[GAME_ROUNDS] = {"round1", "round2", "round3", "round4"};
    static const uint8_t board[GAME_ROUNDS] = {0, 3, 1, 1};
    bool holdem = game->hole_cards == 2 && game->rounds > 1;
    for (unsigned r = 0; r < game->rounds; r++)
        holdem = holdem && game->board_cards[r] == board[r];
    return holdem ? streets[round] : rounds[round];
}
