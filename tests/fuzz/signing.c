#include "signing.h"

#include "buckets/bucket_file.h"
#include "game/menu.h"
#include "store/layout.h"

#include <cJSON.h>
#include <zstd.h>

enum { PIECES = 64, PIECE_BYTES = 1 << 16, DESCRIPTION_BYTES = 1 << 14 };

struct piece {
    struct container_section entry;
    size_t bytes;
    uint8_t data[PIECE_BYTES]; /* decoded */
};

static struct container_parts {
    struct layout_header header;
    size_t description_bytes;
    char description[DESCRIPTION_BYTES + 1];
    size_t pieces;
    struct piece piece[PIECES];
} parts;

static void sign_header(uint8_t *data)
{
    enum { SIGNED = LAYOUT_HEADER_BYTES - 8 };
    uint64_t checksum = layout_checksum(data, SIGNED);
    for (unsigned i = 0; i < 8; i++)
        data[SIGNED + i] = (uint8_t)(checksum >> (8 * i));
}

static bool lies_within(uint64_t offset, uint64_t bytes, size_t size)
{
    return offset <= size && bytes <= size - offset;
}

void signing_repair(uint8_t *data, size_t size)
{
    struct layout_header header;
    struct failure failure;
    if (size < LAYOUT_HEADER_BYTES)
        return;
    sign_header(data);
    if (!layout_decode_header(data, &header, &failure) || header.section_count > LAYOUT_MOST_SECTIONS ||
        !lies_within(header.directory_offset, header.section_count * LAYOUT_ENTRY_BYTES, size))
        return;
    for (uint64_t i = 0; i < header.section_count; i++) {
        struct container_section section;
        uint8_t *entry = data + header.directory_offset + i * LAYOUT_ENTRY_BYTES;
        layout_decode_entry(entry, &section);
        if (lies_within(section.offset, section.stored_bytes, size))
            section.checksum = layout_checksum(data + section.offset, (size_t)section.stored_bytes);
        layout_encode_entry(&section, entry);
    }
    header.directory_checksum =
        layout_checksum(data + header.directory_offset, (size_t)header.section_count * LAYOUT_ENTRY_BYTES);
    if (lies_within(header.description_offset, header.description_bytes, size))
        header.description_checksum =
            layout_checksum(data + header.description_offset, (size_t)header.description_bytes);
    layout_encode_header(&header, data);
}

/* --- apart and together --- */

static bool take_piece(const uint8_t *data, size_t size, struct piece *piece)
{
    const struct container_section *entry = &piece->entry;
    if (!lies_within(entry->offset, entry->stored_bytes, size) || entry->bytes > PIECE_BYTES)
        return false;
    if (entry->codec == CODEC_ZSTD)
        piece->bytes = ZSTD_decompress(piece->data, PIECE_BYTES, data + entry->offset, (size_t)entry->stored_bytes);
    else if ((piece->bytes = (size_t)entry->stored_bytes) <= PIECE_BYTES)
        memcpy(piece->data, data + entry->offset, piece->bytes);
    return piece->bytes <= PIECE_BYTES;
}

static bool take_apart(const uint8_t *data, size_t size)
{
    struct layout_header *header = &parts.header;
    struct failure failure;
    if (size < LAYOUT_HEADER_BYTES || !layout_decode_header(data, header, &failure) || header->section_count > PIECES ||
        !lies_within(header->directory_offset, header->section_count * LAYOUT_ENTRY_BYTES, size) ||
        header->description_bytes > DESCRIPTION_BYTES ||
        !lies_within(header->description_offset, header->description_bytes, size))
        return false;
    parts.description_bytes = (size_t)header->description_bytes;
    memcpy(parts.description, data + header->description_offset, parts.description_bytes);
    parts.pieces = (size_t)header->section_count;
    for (size_t i = 0; i < parts.pieces; i++) {
        layout_decode_entry(data + header->directory_offset + i * LAYOUT_ENTRY_BYTES, &parts.piece[i].entry);
        if (!take_piece(data, size, &parts.piece[i]))
            return false;
    }
    return true;
}

/* The piece's bytes at `end`, with the filling before them. Returns the new end, 0 when there is no room. */
static size_t put_piece(struct piece *piece, uint8_t *out, size_t end, size_t most)
{
    struct container_section *entry = &piece->entry;
    size_t offset = (size_t)layout_section_offset(entry->codec, end);
    if (offset + ZSTD_compressBound(piece->bytes) > most)
        return 0;
    memset(out + end, 0, offset - end);
    size_t stored = piece->bytes;
    if (entry->codec == CODEC_ZSTD)
        stored = ZSTD_compress(out + offset, most - offset, piece->data, piece->bytes, 1);
    else
        memcpy(out + offset, piece->data, piece->bytes);
    entry->offset = offset;
    entry->stored_bytes = stored;
    entry->bytes = piece->bytes;
    entry->checksum = layout_checksum(out + offset, stored);
    return offset + stored;
}

/* Returns the size, 0 when there is no room. */
static size_t put_together(uint8_t *out, size_t most)
{
    struct layout_header *header = &parts.header;
    size_t end = LAYOUT_HEADER_BYTES, directory_bytes = parts.pieces * LAYOUT_ENTRY_BYTES;
    for (size_t i = 0; i < parts.pieces && end; i++)
        end = put_piece(&parts.piece[i], out, end, most);
    if (end == 0 || end + parts.description_bytes + directory_bytes > most)
        return 0;
    memcpy(out + end, parts.description, parts.description_bytes);
    header->description_offset = end;
    header->description_bytes = parts.description_bytes;
    header->description_checksum = layout_checksum(out + end, parts.description_bytes);
    end += parts.description_bytes;
    for (size_t i = 0; i < parts.pieces; i++)
        layout_encode_entry(&parts.piece[i].entry, out + end + i * LAYOUT_ENTRY_BYTES);
    header->directory_offset = end;
    header->section_count = parts.pieces;
    header->directory_checksum = layout_checksum(out + end, directory_bytes);
    header->file_bytes = end + directory_bytes;
    layout_encode_header(header, out);
    return end + directory_bytes;
}

/* --- fingerprints --- */

static struct piece *piece_named(const char *name, uint32_t part)
{
    for (size_t i = 0; i < parts.pieces; i++) {
        if (strcmp(parts.piece[i].entry.name, name) == 0 && parts.piece[i].entry.part == part)
            return &parts.piece[i];
    }
    return NULL;
}

static uint32_t number(const cJSON *object, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsNumber(item) && item->valuedouble >= 0 && item->valuedouble <= UINT32_MAX
               ? (uint32_t)item->valuedouble
               : 0;
}

static void fingerprint_buckets(void)
{
    cJSON *json = cJSON_Parse(parts.description);
    const cJSON *deck = cJSON_GetObjectItemCaseSensitive(json, "deck"), *street;
    uint64_t digest = 0;
    uint32_t s = 0;
    cJSON_ArrayForEach(street, cJSON_GetObjectItemCaseSensitive(json, "streets"))
    {
        const struct piece *map = piece_named("map", s);
        struct bucket_street_digest facts = {.ranks = number(deck, "ranks"),
                                             .suits = number(deck, "suits"),
                                             .hole_cards = number(json, "hole_cards"),
                                             .street = s++,
                                             .board_cards = number(street, "board_cards"),
                                             .buckets = number(street, "buckets"),
                                             .hands = number(street, "hands"),
                                             .map_checksum = map ? map->entry.checksum : 0};
        digest = bucket_file_fingerprint(digest, &facts);
    }
    parts.header.fingerprints.buckets = digest;
    cJSON_Delete(json);
}

/* Of the rules and the menu that a blueprint holds. */
static void fingerprint_rules(void)
{
    static struct game game;
    static struct menu menu;
    struct failure failure;
    const struct piece *rules = piece_named("game", 0), *actions = piece_named("menu", 0);
    char *text = rules ? fuzz_text(rules->data, rules->bytes) : NULL;
    if (text && game_parse("fuzz", text, &game, &failure))
        parts.header.fingerprints.game = game_fingerprint(&game);
    memory_release(text);
    text = actions ? fuzz_text(actions->data, actions->bytes) : NULL;
    if (text && menu_parse(text, &menu, &failure))
        parts.header.fingerprints.menu = menu_fingerprint(&menu);
    memory_release(text);
}

static void fingerprint(void)
{
    if (parts.header.kind == CONTAINER_BUCKETS)
        fingerprint_buckets();
    else if (parts.header.kind == CONTAINER_BLUEPRINT)
        fingerprint_rules();
}

/* --- mutations --- */

static void mutate_piece(struct piece *piece)
{
    piece->bytes = LLVMFuzzerMutate(piece->data, piece->bytes, PIECE_BYTES);
}

static void mutate_list(unsigned seed)
{
    size_t at = seed / 8 % parts.pieces;
    struct piece *piece = &parts.piece[at];
    switch (seed % 8) {
    case 0:
        piece->entry.part ^= 1;
        break;
    case 1:
        piece->entry.codec ^= 1;
        break;
    case 2:
        LLVMFuzzerMutate((uint8_t *)piece->entry.name, strlen(piece->entry.name), CONTAINER_SECTION_NAME - 1);
        break;
    case 3:
        memmove(piece, piece + 1, (--parts.pieces - at) * sizeof *piece);
        break;
    case 4:
        if (parts.pieces < PIECES)
            parts.piece[parts.pieces++] = *piece;
        break;
    case 5:
        parts.header.kind = 1 + parts.header.kind % 3;
        break;
    case 6:
        parts.header.version ^= 3;
        break;
    default:
        parts.header.fingerprints.buckets ^= seed;
    }
}

static void mutate_parts(unsigned seed)
{
    size_t target = seed / 16 % (parts.pieces + 1);
    if (parts.pieces > 0 && seed % 16 == 0)
        mutate_list(seed / 16);
    else if (target < parts.pieces)
        mutate_piece(&parts.piece[target]);
    else
        parts.description_bytes =
            LLVMFuzzerMutate((uint8_t *)parts.description, parts.description_bytes, DESCRIPTION_BYTES);
    parts.description[parts.description_bytes] = '\0';
}

/* One number of the header or of the directory, which is all that bounds can be wrong in. */
static void mutate_number(uint8_t *data, size_t size, unsigned seed)
{
    size_t directory = parts.pieces * LAYOUT_ENTRY_BYTES, words = (LAYOUT_HEADER_BYTES + directory) / 8;
    size_t place = seed % words * 8;
    if (place >= LAYOUT_HEADER_BYTES)
        place += size - directory - LAYOUT_HEADER_BYTES;
    uint8_t number[8];
    memcpy(number, data + place, sizeof number);
    LLVMFuzzerMutate(number, sizeof number, sizeof number);
    memcpy(data + place, number, sizeof number);
    signing_repair(data, size);
}

size_t signing_mutate(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    if (seed % 8 == 1 && take_apart(data, size)) {
        mutate_number(data, size, seed / 8);
        return size;
    }
    if (seed % 8 > 1 && take_apart(data, size)) {
        mutate_parts(seed / 8);
        size_t mutated = put_together(data, most);
        /* Twice: the buckets' fingerprint is of the checksums that the first made. */
        fingerprint();
        mutated = mutated ? put_together(data, most) : 0;
        if (mutated)
            return mutated;
    }
    size = LLVMFuzzerMutate(data, size, most);
    signing_repair(data, size);
    return size;
}
