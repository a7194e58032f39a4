#ifndef FLEET_CCURL_SHIM_H
#define FLEET_CCURL_SHIM_H

#include <limits.h>

#include <curl/curl.h>
#include <zlib.h>

// Swift can't call variadic functions: one typed wrapper for each kind of value.

static inline CURLcode fleet_curl_set_long(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode fleet_curl_set_size(CURL *easy, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(easy, option, value);
}

// A null pointer brings back the option's default.
static inline CURLcode fleet_curl_set_string(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode fleet_curl_set_pointer(CURL *easy, CURLoption option, void *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode fleet_curl_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(easy, option, value);
}

typedef size_t (*fleet_curl_transfer)(char *bytes, size_t size, size_t count, void *state);
typedef curl_socket_t (*fleet_curl_open_socket)(void *state, curlsocktype purpose, struct curl_sockaddr *address);

// Write, header and read functions share their shape.
static inline CURLcode fleet_curl_set_transfer(CURL *easy, CURLoption option, fleet_curl_transfer function) {
  return curl_easy_setopt(easy, option, function);
}

static inline CURLcode fleet_curl_set_open_socket(CURL *easy, fleet_curl_open_socket function) {
  return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, function);
}

static inline CURLcode fleet_curl_get_long(CURL *easy, CURLINFO info, long *value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode fleet_curl_get_size(CURL *easy, CURLINFO info, curl_off_t *value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode fleet_curl_get_string(CURL *easy, CURLINFO info, const char **value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLMcode fleet_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

static inline CURLSHcode fleet_curl_share(CURLSH *share, curl_lock_data kind) {
  return curl_share_setopt(share, CURLSHOPT_SHARE, kind);
}

// CURLMsg's result sits in a union, whose members Swift names by number.
static inline CURLcode fleet_curl_result(const CURLMsg *message) { return message->data.result; }

// Values that are macros with casts, which Swift doesn't import.
static const unsigned long fleet_auth_basic = CURLAUTH_BASIC;
static const unsigned long fleet_auth_digest = CURLAUTH_DIGEST;
static const unsigned long fleet_auth_negotiate = CURLAUTH_NEGOTIATE;
static const unsigned long fleet_auth_ntlm = CURLAUTH_NTLM;
static const unsigned long fleet_auth_bearer = CURLAUTH_BEARER;
static const unsigned long fleet_auth_any = CURLAUTH_ANY;

// Compresses everything by a stream that was begun, and ends it; returns the number of bytes written, 0 where they don't fit.
static inline size_t fleet_deflate_all(
    z_stream *stream, const unsigned char *bytes, size_t count, unsigned char *out, size_t capacity) {
  stream->next_in = (unsigned char *)bytes;
  stream->avail_in = (uInt)count;
  stream->next_out = out;
  stream->avail_out = (uInt)capacity;
  int code = deflate(stream, Z_FINISH);
  size_t written = stream->total_out;
  deflateEnd(stream);
  return code == Z_STREAM_END ? written : 0;
}

// Compresses `count` bytes in the gzip format; returns the number of bytes written, 0 where they don't fit.
// deflateInit2 is a macro, which Swift doesn't import.
static inline size_t fleet_gzip(const unsigned char *bytes, size_t count, unsigned char *out, size_t capacity) {
  z_stream stream = {0};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return 0;
  return fleet_deflate_all(&stream, bytes, count, out, capacity);
}

// Compresses `count` bytes in the zlib format, as fast as zlib can; returns the number of bytes written, 0 where they don't fit or
// there is no memory. A stream for 32 KiB, which is what zlib makes by itself, takes longer to set up than a short text to compress.
static inline size_t fleet_compress(const unsigned char *bytes, size_t count, unsigned char *out, size_t capacity) {
  z_stream stream = {0};
  int window = 9;
  while (window < 15 && ((size_t)1 << window) < count) window++;
  if (count > UINT_MAX || capacity > UINT_MAX) return 0;
  if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, window, window - 7, Z_DEFAULT_STRATEGY) != Z_OK) return 0;
  return fleet_deflate_all(&stream, bytes, count, out, capacity);
}

// Decompresses `count` bytes of a raw deflate stream into exactly `capacity` bytes; returns 0 where the stream is broken or
// holds less or more. inflateInit2 is a macro, which Swift doesn't import.
static inline int fleet_inflate_raw(const unsigned char *bytes, size_t count, unsigned char *out, size_t capacity) {
  z_stream stream = {0};
  unsigned char spare;
  if (inflateInit2(&stream, -15) != Z_OK) return 0;
  stream.next_in = (unsigned char *)bytes;
  stream.avail_in = (uInt)count;
  stream.next_out = capacity ? out : &spare;
  stream.avail_out = (uInt)capacity;
  int code = inflate(&stream, Z_FINISH);
  size_t written = stream.total_out;
  inflateEnd(&stream);
  return code == Z_STREAM_END && written == capacity;
}

#endif
