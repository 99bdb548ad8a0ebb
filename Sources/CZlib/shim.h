// zlib's stream initialisers are macros, which Swift cannot import: the functions behind them can.
#ifndef CZLIB_SHIM_H
#define CZLIB_SHIM_H

#include <zlib.h>

/// `inflateInit2` is a macro over this call. 15 reads a zlib stream (RFC 1950), -15 bare deflate data (RFC 1951).
static inline int czlib_inflate_init(z_stream *stream, int window_bits) {
    return inflateInit2_(stream, window_bits, ZLIB_VERSION, (int)sizeof(z_stream));
}

/// `deflateInit` is a macro over this call.
static inline int czlib_deflate_init(z_stream *stream, int level) {
    return deflateInit_(stream, level, ZLIB_VERSION, (int)sizeof(z_stream));
}

#endif
