/** The public pages: what everybody may read, with every value escaped, and nothing of people. */
import { expect } from 'chai';
import express from 'express';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../../api/app.ts';
import { readCuratedOrganisation, readCuratedProcedures } from '../../../api/curated.ts';
import { pages } from '../../../api/pages/index.ts';
import { routes } from '../../../api/routes/index.ts';
import type { ProcedureContent } from '../../../engine/runtime/index.ts';
import { webAppMissing } from '../../../api/web-app.ts';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { startTestServer, type TestServer } from '../../support/engine.ts';
import { startTestService, type TestService } from '../../support/service.ts';

const people = 'text/html,application/xhtml+xml,*/*;q=0.8';
/** Whatever somebody may deploy with a file. */
const described = (procedure: object) => procedure as NonNullable<ProcedureContent['procedure']>;

const xml = (id: string, ...names: string[]) =>
  definitions(
    processXml(
      id,
      element('startEvent', 's'),
      element('userTask', 'a', '', `name="${names[0] ?? 'Xem xét'}"`),
      element('endEvent', 'e'),
      's->a',
      'a->e',
    ),
  );

describe('the public pages', function () {
  this.timeout(120_000);
  let database: TestServer;
  let service: TestService;
  let http: Server;
  let url: string;

  before(async () => {
    database = await startTestServer();
    service = await startTestService(database);
    (service.service.settings as { publicUrl: string }).publicUrl = 'https://dichvu.example.vn';
    http = createServer(createApp(service.service, routes, express.Router().use(webAppMissing(), pages(service.service))));
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    const { engine } = service;
    await engine.setOrganisation(await readCuratedOrganisation(), { user: 'founder' });
    for (const { content } of await readCuratedProcedures()) await engine.deploy(content, { user: 'designer' });
    for (const caseName of ['Người lớn', 'Trẻ em'])
      await engine.deploy(
        {
          bpmn: xml(caseName === 'Trẻ em' ? 'tre-em' : 'nguoi-lon'),
          procedure: described({ code: '1.009999', name: 'Cấp thẻ', caseName }),
        },
        { user: 'designer' },
      );
    await engine.deploy(
      {
        bpmn: xml('hostile', '&lt;img src=x onerror=alert(1)&gt;'),
        procedure: described({
          name: 'Cấp <b>bản sao</b> & "trích lục"',
          field: 7,
          documents: [{ name: '<script>alert(1)</script>', copies: 'x' }, 'y'],
          legalBasis: ['<svg onload=alert(1)>', 5],
          results: 'z',
          fee: { text: "javascript:alert('1')" },
          hotline: '1900 1000',
        }),
      },
      { user: 'designer' },
    );
    // past the publication: nobody has put it into use
    await service.service.engine.deploy({ bpmn: xml('not-yet'), procedure: { name: 'Chưa công bố' } }, { user: 'designer' });
    const { dossierId } = await engine.start({ processKey: 'hostile' }, { user: 'can-bo' }, { code: '000.00.01.H99-260302-0001' });
    expect(dossierId).to.be.a('string');
  });
  after(async () => {
    await new Promise<void>((resolve) => {
      http.close(() => resolve());
      http.closeAllConnections();
    });
    await service.close();
    await database.stop();
  });

  const page = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(url + path, { redirect: 'manual', headers: { accept: people, ...headers } });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  it('list what is published and in force, found with and without diacritics', async () => {
    const { status, text, headers } = await page('/public/procedures');
    expect(status).to.equal(200);
    expect(text).to.include('Cấp bản sao từ sổ gốc').and.to.include('Cấp thẻ (Người lớn)').and.not.to.include('Chưa công bố');
    expect(text).not.to.match(/<script|<style|style=/);
    expect(headers.get('content-security-policy')).to.match(/^default-src 'none'; style-src 'self';/);
    for (const search of ['bản sao sổ gốc', 'BAN SAO SO GOC', '2.000908']) {
      const found = (await page(`/public/procedures?search=${encodeURIComponent(search)}`)).text;
      expect(found, search).to.include('Có 1 thủ tục.').and.to.include('Cấp bản sao từ sổ gốc').and.not.to.include('Cấp thẻ');
    }
    const nothing = (await page('/public/procedures?search=<i>zzz')).text;
    expect(nothing).to.include('Không tìm thấy thủ tục nào với "&#60;i&#62;zzz"'.replaceAll('"', '&#34;'));
  });

  it('post a procedure with its steps, times, papers, legal basis, diagram and the code of its address', async () => {
    const { status, text } = await page('/public/procedures/2.000908');
    expect(status).to.equal(200);
    for (const said of [
      '2.000908',
      'Trung tâm Phục vụ hành chính công nơi tiếp nhận',
      '8 giờ làm việc (đã công bố)',
      'Giấy tờ tùy thân',
      'Nghị định 23/2015/NĐ-CP',
      'Theo quy định của Bộ Tài chính',
      '5 tại chỗ',
      'Mã QR dẫn đến trang này',
      'aria-label="Sơ đồ quy trình',
      'https://dichvu.example.vn/public/procedures/',
    ])
      expect(text).to.include(said);
    const english = (await page('/public/procedures/2.000908', { 'accept-language': 'en' })).text;
    expect(english).to.include('<html lang="en">').and.to.include('8 working hours (as published)').and.to.include('Legal basis');
  });

  it('post every curated procedure', async () => {
    const keys = (await service.engine.procedures({ limit: 100 })).items.map(({ processKey }) => processKey);
    expect(keys.length).to.be.greaterThan(14);
    for (const key of keys.filter((each) => each !== 'not-yet')) {
      const { status, text } = await page(`/public/procedures/${key}`);
      expect(status, key).to.equal(200);
      expect(text, key).to.include('Trình tự thực hiện').and.to.include('aria-label="Sơ đồ quy trình');
      expect(text, key).not.to.match(/<script|<style| style=| on\w+="/);
    }
  });

  it('ask which case of a code is meant', async () => {
    const { text } = await page('/public/procedures/1.009999');
    expect(text).to.include('href="/public/procedures/nguoi-lon"').and.to.include('href="/public/procedures/tre-em"');
    expect((await page('/public/procedures/tre-em')).text).to.include('Trường hợp: Trẻ em');
  });

  it('escape whatever was deployed, and leave out what has not the shape of its place', async () => {
    const { status, text } = await page('/public/procedures/hostile');
    expect(status).to.equal(200);
    expect(text).to.include('Cấp &#60;b&#62;bản sao&#60;/b&#62; &#38; &#34;trích lục&#34;').and.to.include('1900 1000');
    expect(text).not.to.match(/<b>|<script|<img|<svg onload|href="javascript/);
  });

  it('show nothing that is not published, and nothing of dossiers and people', async () => {
    for (const path of ['/public/procedures/not-yet', '/public/procedures/khong-co', '/public/khong-co']) {
      const { status, text } = await page(path);
      expect(status, path).to.equal(404);
      expect(text).to.include('href="/public/procedures"').and.not.to.include('Chưa công bố');
    }
    const { text } = await page('/public/procedures/hostile');
    expect(text).not.to.include('H99-260302').and.not.to.include('can-bo').and.not.to.include('designer');
  });

  it('look up a dossier by its code: state and appointment, the same as the API says', async () => {
    const code = '000.00.01.H99-260302-0001';
    expect((await page('/public/dossiers')).text).to.include('<label for="code">Mã hồ sơ</label>');
    const { status, text } = await page(`/public/dossiers?code=%20${code}%20`);
    expect(status).to.equal(200);
    expect(text).to.include(`Hồ sơ ${code}`).and.to.include('Đang giải quyết').and.not.to.include('bản sao').and.not.to.include('can-bo');
    expect(Object.keys((await service.ask('GET', `/public/dossiers/${code}`)).body as object).sort()).to.deep.equal(['code', 'status']);
    const unknown = await page('/public/dossiers?code=<b>1');
    expect(unknown.status).to.equal(404);
    expect(unknown.text).to.include('role="alert"').and.to.include('&#60;b&#62;1');
    expect((await page('/public/dossiers?code=a%00b')).status).to.equal(422);
    expect((await page('/public/dossiers?code[x]=1')).status).to.equal(200);
  });

  it('answer programs as the API does', async () => {
    for (const accept of ['*/*', 'application/json']) {
      const { status, text } = await page('/public/procedures/khong-co', { accept });
      expect(status).to.equal(404);
      expect(JSON.parse(text)).to.include({ code: 'NOT_FOUND' });
    }
  });

  it('speak English to who prefers or chooses it, and lead back to these pages only', async () => {
    expect((await page('/public/dossiers', { 'accept-language': 'en-GB,en' })).text)
      .to.include('<html lang="en">')
      .and.to.include('Look up a dossier');
    const chosen = await page('/public/language?to=en&back=/public/dossiers?code=1');
    expect(chosen.headers.get('location')).to.equal('/public/dossiers?code=1');
    const cookie = chosen.headers.get('set-cookie')!.split(';')[0]!;
    expect((await page('/public/dossiers', { cookie, 'accept-language': 'vi' })).text).to.include('<html lang="en">');
    for (const back of [
      'https://elsewhere.example/',
      '//elsewhere.example',
      '/\\elsewhere.example',
      'javascript:alert(1)',
      '/public/a\r\nSet-Cookie: x=1',
      '/\t/elsewhere.example',
      '/dossiers/1',
      '',
    ])
      expect((await page(`/public/language?to=vi&back=${encodeURIComponent(back)}`)).headers.get('location'), back).to.equal(
        '/public/procedures',
      );
  });

  it('let nobody try code after code: no more than thirty a minute', async () => {
    const own = createServer(createApp(service.service, routes, pages(service.service)));
    await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
    const there = `http://127.0.0.1:${(own.address() as AddressInfo).port}/public/dossiers?code=x`;
    try {
      const statuses: number[] = [];
      for (let i = 0; i < 31; i++) statuses.push((await fetch(there, { headers: { accept: people } })).status);
      expect(statuses.slice(0, 30)).to.deep.equal(Array.from({ length: 30 }, () => 404));
      expect(statuses[30]).to.equal(429);
    } finally {
      own.closeAllConnections();
      await new Promise<void>((resolve) => own.close(() => resolve()));
    }
  });

  it('are there when the web application could not be built, which its addresses say', async () => {
    const { status, text } = await page('/dossiers/1');
    expect(status).to.equal(503);
    expect(text).to.include('npm run build').and.to.include('href="/public/procedures"');
    expect((await page('/dossiers/1', { accept: 'application/json' })).status).to.equal(404);
    expect((await page('/', { accept: '*/*' })).status).to.equal(503);
  });
});
