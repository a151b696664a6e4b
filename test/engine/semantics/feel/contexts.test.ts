import { expectFeel } from './support.ts';

describe('FEEL: functions of contexts', () => {
  expectFeel(
    [
      ['get value({key1: "value1"}, "key1")', 'value1'],
      ['get value({a:1},"b")', null],
      ['get entries({a:1})', [{ key: 'a', value: 1 }]],
      ['context([{key:"a",value:1},{key:"b",value:2}])', { a: 1, b: 2 }],
      ['context put({x:1},"y",2)', { x: 1, y: 2 }],
      ['context put({x:1,y:{a:0}},["y","a"],2)', { x: 1, y: { a: 2 } }],
      ['context merge([{x:1},{y:2}])', { x: 1, y: 2 }],
      ['context merge([{x:1},{x:3}])', { x: 3 }],
      ['context({key:"a",value:1})', { a: 1 }],
      ['context put({x:1}, [], 2)', null],
      ['context put(context:{x:1}, keys:["y"], value:2)', { x: 1, y: 2 }],
    ],
    [['get value({y:{z:1}}, ["y","z"])', 'FEEL_TYPE_MISMATCH']],
  );
});
