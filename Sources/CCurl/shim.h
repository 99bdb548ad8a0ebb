// libcurl's option and information calls are variadic, which Swift cannot import, and in C they are also type-checking
// macros. One function per argument type; the parentheses around the name reach the function behind the macro.
#ifndef CCURL_SHIM_H
#define CCURL_SHIM_H

#include <curl/curl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

/// Options that take a number or a switch (`CURLOPT_..._MS`, `CURLOPT_NOSIGNAL`): read as `long` by libcurl.
static inline CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value) {
    return (curl_easy_setopt)(handle, option, value);
}

/// Options that take a size (`CURLOPT_..._LARGE`): read as 64 bits even where `long` is shorter.
static inline CURLcode ccurl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
    return (curl_easy_setopt)(handle, option, value);
}

/// Options that take a string; libcurl copies it.
static inline CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value) {
    return (curl_easy_setopt)(handle, option, value);
}

/// Options that take a pointer libcurl passes back or writes through (`CURLOPT_WRITEDATA`, `CURLOPT_ERRORBUFFER`).
static inline CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return (curl_easy_setopt)(handle, option, value);
}

/// Options that take a list of lines (`CURLOPT_HTTPHEADER`); libcurl does not copy it.
static inline CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return (curl_easy_setopt)(handle, option, value);
}

/// Options that take a callback for bytes (`CURLOPT_WRITEFUNCTION`, `CURLOPT_HEADERFUNCTION`).
static inline CURLcode ccurl_set_write_callback(CURL *handle, CURLoption option, curl_write_callback value) {
    return (curl_easy_setopt)(handle, option, value);
}

/// The option that takes a progress callback, which is how a blocking transfer is given up.
static inline CURLcode ccurl_set_progress_callback(CURL *handle, curl_xferinfo_callback value) {
    return (curl_easy_setopt)(handle, CURLOPT_XFERINFOFUNCTION, value);
}

/// The option that takes a callback for the moment before a request is sent.
static inline CURLcode ccurl_set_request_callback(CURL *handle, curl_prereq_callback value) {
    return (curl_easy_setopt)(handle, CURLOPT_PREREQFUNCTION, value);
}

/// Gives a connection up whose peer has acknowledged nothing for so long, in milliseconds. Keep-alive does not ask while
/// bytes are on their way, and libcurl keeps a multiplexed connection whatever becomes of its requests.
static inline int ccurl_bound_silence(void *milliseconds, curl_socket_t socket, curlsocktype purpose) {
    unsigned int limit = (unsigned int)(size_t)milliseconds;
    (void)purpose;
    // A kernel that does not know the option keeps its own limit of some minutes.
    (void)setsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &limit, sizeof(limit));
    return CURL_SOCKOPT_OK;
}

/// Bounds the silence of every connection that the handle opens.
static inline CURLcode ccurl_set_silence_limit(CURL *handle, unsigned int milliseconds) {
    CURLcode code = (curl_easy_setopt)(handle, CURLOPT_SOCKOPTDATA, (void *)(size_t)milliseconds);
    if (code != CURLE_OK) return code;
    return (curl_easy_setopt)(handle, CURLOPT_SOCKOPTFUNCTION, ccurl_bound_silence);
}

/// Information that is a number (`CURLINFO_RESPONSE_CODE`).
static inline CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value) {
    return (curl_easy_getinfo)(handle, info, value);
}

/// Information that is a size or a time in microseconds (`CURLINFO_..._T`).
static inline CURLcode ccurl_get_size(CURL *handle, CURLINFO info, curl_off_t *value) {
    return (curl_easy_getinfo)(handle, info, value);
}

/// The socket of a CONNECT_ONLY handle, `CURL_SOCKET_BAD` if it has none.
static inline CURLcode ccurl_get_socket(CURL *handle, curl_socket_t *value) {
    return (curl_easy_getinfo)(handle, CURLINFO_ACTIVESOCKET, value);
}

/// Options of a multi handle that take a number.
static inline CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return (curl_multi_setopt)(multi, option, value);
}

/// The result in a message: Swift sees a union as raw storage.
static inline CURLcode ccurl_message_result(const CURLMsg *message) {
    return message->data.result;
}

/// Where libcurl was built to find trusted certificates when OpenSSL reads them; NULL with another TLS library, or when
/// libcurl does not say (before 7.70).
static inline const char *ccurl_openssl_folder(void) {
    const curl_version_info_data *facts = curl_version_info(CURLVERSION_NOW);
    if (facts == NULL || facts->age < CURLVERSION_SEVENTH || facts->ssl_version == NULL) return NULL;
    return strncmp(facts->ssl_version, "OpenSSL/", 8) == 0 ? facts->capath : NULL;
}

/// The same as a file.
static inline const char *ccurl_openssl_file(void) {
    return ccurl_openssl_folder() == NULL ? NULL : curl_version_info(CURLVERSION_NOW)->cainfo;
}

/// The flags are a macro made of macros, which Swift imports only sometimes.
static inline CURLcode ccurl_global_init(void) {
    return curl_global_init(CURL_GLOBAL_DEFAULT);
}

#endif
