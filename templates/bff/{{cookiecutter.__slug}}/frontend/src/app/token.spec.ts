import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';

import { Token, sendToken } from './token';

describe('sendToken', () => {
  let http: HttpClient;
  let server: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([sendToken])), provideHttpClientTesting()],
    });
    http = TestBed.inject(HttpClient);
    server = TestBed.inject(HttpTestingController);
    TestBed.inject(Token).value.set('secret');
  });

  it('sends the token to our own API', () => {
    http.get('/api/me').subscribe();
    const { request } = server.expectOne('/api/me');
    expect(request.headers.get('Authorization')).toBe('Bearer secret');
  });

  it('sends it nowhere else', () => {
    http.get('https://example.com/api/me').subscribe();
    const { request } = server.expectOne('https://example.com/api/me');
    expect(request.headers.has('Authorization')).toBe(false);
  });
});
