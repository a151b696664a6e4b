/** What there is, as a document for programs and as a page for people. */
import { Type } from 'typebox';
import { docsPage } from '../docs-page.ts';
import { errorCatalogueOf, problemsPage } from '../problems-page.ts';
import { openApiDocument } from '../openapi.ts';
import { route, type Result, type Route } from '../route.ts';

const tag = 'description';

/** Routes that describe a list of routes, themselves included. */
export function descriptionRoutes(all: () => readonly Route[]): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/openapi.json',
      tag,
      summary: ['Mô tả API cho máy (OpenAPI 3.1)', 'The API for programs (OpenAPI 3.1)'],
      allow: 'public',
      answer: Type.Unsafe<Record<string, unknown>>({ type: 'object' }),
      async handle(): Promise<Result> {
        return { body: openApiDocument(all(), '/api/v1') };
      },
    }),
    route({
      method: 'get',
      path: '/docs',
      tag,
      summary: ['Trang đọc API', 'The API as a page'],
      allow: 'public',
      media: 'text/html',
      async handle(): Promise<Result> {
        return { body: docsPage(all(), '/api/v1') };
      },
    }),
    route({
      method: 'get',
      path: '/problems',
      tag,
      summary: ['Danh mục mã lỗi; `type` của mỗi lỗi dẫn đến đây', 'The codes of problems: where the `type` of each leads'],
      allow: 'public',
      media: 'text/html',
      async handle(): Promise<Result> {
        return { body: problemsPage(await errorCatalogueOf()) };
      },
    }),
  ];
}
