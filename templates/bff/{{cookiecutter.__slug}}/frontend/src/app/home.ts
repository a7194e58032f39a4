import { httpResource } from '@angular/common/http';
import { Component } from '@angular/core';

interface Caller {
  subject: string;
  name: string;
  scopes: string[];
}

@Component({
  selector: 'app-home',
  templateUrl: './home.html',
})
export class Home {
  protected readonly caller = httpResource<Caller>(() => '/api/me');
}
