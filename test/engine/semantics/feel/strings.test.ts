import { expectFeel } from './support.ts';

describe('FEEL: functions of texts', () => {
  expectFeel(
    [
      ['substring("foobar",3)', 'obar'],
      ['trim("  đất ở ")', 'đất ở'],
      ['substring("foobar",3,3)', 'oba'],
      ['substring("foobar",-2,1)', 'a'],
      ['substring("\\U01F40Eab",2)', 'ab'],
      ['string length("\\U01F40Eab")', 3],
      ['upper case("aBc4đ")', 'ABC4Đ'],
      ['lower case("ĐẤT")', 'đất'],
      ['substring before("foobar","bar")', 'foo'],
      ['substring before("foobar","xyz")', ''],
      ['substring before("foobar", "o")', 'f'],
      ['substring after("foobar","ob")', 'ar'],
      ['substring after("","a")', ''],
      ['substring after("foobar","")', 'foobar'],
      ['substring before("foobar","")', ''],
      ['replace("abcd","(ab)|(a)","[1=$1][2=$2]")', '[1=ab][2=]cd'],
      ['contains("foobar","of")', false],
      ['starts with("foobar","fo")', true],
      ['ends with("foobar","r")', true],
      ['matches("foobar","^fo*b")', true],
      ['matches("FOO","foo","i")', true],
      ['matches("a\\nb","a.b","s")', true],
      ['replace("banana","a","o")', 'bonono'],
      ['split("John Doe","\\\\s")', ['John', 'Doe']],
      ['split("a;b;c;;",";")', ['a', 'b', 'c', '', '']],
      ['string join(["a","b","c"],"_and_")', 'a_and_b_and_c'],
      ['string join(["a","b","c"],"")', 'abc'],
      ['string join(["a","b","c"],null)', 'abc'],
      ['string join(["a"],"X")', 'a'],
      ['string join(["a",null,"c"],"X")', 'aXc'],
      ['string join([],"X")', ''],
      ['string join(["a","b"])', 'ab'],
    ],
    [
      ['matches("hello","x", "x")', 'FEEL_INVALID_ARGUMENT'],
      ['replace("a b","a b","x","x")', 'FEEL_INVALID_ARGUMENT'],
    ],
  );
});
