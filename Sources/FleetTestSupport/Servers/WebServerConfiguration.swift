/// The text of nginx's configuration for a `WebServer`.
struct WebServerConfiguration {
  let base: String
  let port: Int
  let projects: String
  let backend: String
  let tls: WebServer.Tls?
  let elsewhere: String

  var text: String {
    """
    daemon off;
    master_process off;
    pid \(base)/pid;
    error_log \(base)/error.log info;
    events { worker_connections 256; }
    http {
      log_format test escape=none '$connection\\t$ssl_session_reused\\t$request_method\\t$request_uri\\t$status\\t$http_authorization\\t$http_user_agent\\t$server_protocol';
      access_log \(base)/access.log test;
      client_body_temp_path \(base)/tmp/body;
      fastcgi_temp_path \(base)/tmp/fastcgi;
      proxy_temp_path \(base)/tmp/proxy;
      uwsgi_temp_path \(base)/tmp/uwsgi;
      scgi_temp_path \(base)/tmp/scgi;
      client_max_body_size 0;
      keepalive_requests 10000;
      keepalive_timeout 60s;
      default_type text/plain;
      server {
        listen 127.0.0.1:\(port)\(tls == nil ? "" : " ssl http2");
        server_name _;
    \(tlsLines)
    \(locations)
      }
    }

    """
  }

  private var tlsLines: String {
    guard let tls else { return "" }
    let client = tls.clientAuthority.map { "ssl_client_certificate \($0); ssl_verify_client on;" } ?? ""
    return """
          ssl_certificate \(tls.pair.certificate);
          ssl_certificate_key \(tls.pair.key);
          ssl_protocols \(tls.protocols);
          ssl_session_cache shared:test:1m;
          \(client)
      """
  }

  private var locations: String {
    let statuses = [400, 403, 404, 429, 500, 502, 503].map { code in
      """
            location /status/\(code)/ { add_header Retry-After 7 always; return \(code) "server says no\\n"; }
      """
    }
    return """
          location ~ ^/plain(/.*)$ { set $repository $1; \(cgi) }
          location ~ ^/narrow(/.*)$ { client_max_body_size 100k; set $repository $1; \(cgi) }
          location ~ ^/basic(/.*)$ {
            auth_basic "test"; auth_basic_user_file \(base)/users;
            set $repository $1; \(cgi)
          }
          location ~ ^/bearer(/.*)$ {
            if ($http_authorization != "Bearer \(WebServer.token)") {
              add_header WWW-Authenticate 'Bearer realm="test"' always; return 401;
            }
            set $repository $1; \(cgi)
          }
          location ~ ^/silent-basic(/.*)$ { return 401; }
          location ~ ^/moved(/.*)$ { return 301 $scheme://$host:$server_port/plain$1$is_args$args; }
          location ~ ^/moved-basic(/.*)$ { return 301 $scheme://$host:$server_port/basic$1$is_args$args; }
          location ~ ^/away(/.*)$ { return 302 \(elsewhere)$1$is_args$args; }
          location ~ ^/text(/.*)$ { return 200 "just a page\\n"; }
          location ~ ^/loop(/.*)$ { return 302 $scheme://$host:$server_port/loop$1$is_args$args; }
      \(statuses.joined(separator: "\n"))
      """
  }

  private var cgi: String {
    """
    fastcgi_pass unix:\(base)/cgi;
            fastcgi_param SCRIPT_FILENAME \(backend);
            fastcgi_param GIT_PROJECT_ROOT \(projects);
            fastcgi_param GIT_HTTP_EXPORT_ALL 1;
            fastcgi_param GIT_CONFIG_NOSYSTEM 1;
            fastcgi_param HOME \(projects);
            fastcgi_param PATH /usr/local/bin:/usr/bin:/bin;
            fastcgi_param PATH_INFO $repository;
            fastcgi_param QUERY_STRING $query_string;
            fastcgi_param REQUEST_METHOD $request_method;
            fastcgi_param CONTENT_TYPE $content_type;
            fastcgi_param CONTENT_LENGTH $content_length;
            fastcgi_param REMOTE_USER tester;
            fastcgi_param REMOTE_ADDR $remote_addr;
            fastcgi_param SERVER_PROTOCOL $server_protocol;
            fastcgi_param HTTP_CONTENT_ENCODING $http_content_encoding;
    """
  }
}
