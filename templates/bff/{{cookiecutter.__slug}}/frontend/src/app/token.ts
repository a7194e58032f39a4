import { HttpInterceptorFn } from '@angular/common/http';
import { Injectable, inject, signal } from '@angular/core';

/** The caller's token. Whatever signs people in, such as a library for OpenID Connect, sets it. */
@Injectable({ providedIn: 'root' })
export class Token {
  readonly value = signal('');
}

/** Sends the token with calls of our own API, and nowhere else. */
export const sendToken: HttpInterceptorFn = (request, next) => {
  const token = inject(Token).value();
  if (!token || !request.url.startsWith('/api/')) {
    return next(request);
  }
  return next(request.clone({ setHeaders: { Authorization: `Bearer ${token}` } }));
};
