"""The looks of a Word appendix: its styles, its bullet, its table.

Sizes are in half points, lengths in twentieths of a point.
"""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

BULLETS = 1
"""Number of the list that statements are items of."""

TABLE_STYLE = "AppendixTable"
FONT = "Arial"
INK = "1F2A44"
GREY = "595959"
"""Dark enough on white for small print (contrast 7:1)."""
RULE = "A6ADBB"
SHADE = "E6EAF1"

_FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


STYLES = f"""
<w:styles xmlns:w="{W}">
  <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>
    <w:pPr><w:spacing w:before="0" w:after="120" w:line="259" w:lineRule="auto"/></w:pPr>
    <w:rPr>{_FONTS}{_size(20)}</w:rPr></w:style>
  <w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
    <w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>
  <w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>
    <w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>
      <w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>
    </w:tblPr></w:style>
  <w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>
  <w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>
    <w:next w:val="Normal"/><w:qFormat/>
    <w:pPr><w:keepNext/><w:spacing w:before="0" w:after="200" w:line="240" w:lineRule="auto"/></w:pPr>
    <w:rPr><w:b/><w:bCs/><w:color w:val="{INK}"/>{_size(36)}</w:rPr></w:style>
  <w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/><w:basedOn w:val="Normal"/>
    <w:next w:val="Normal"/><w:qFormat/>
    <w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="100" w:line="240" w:lineRule="auto"/>
      <w:outlineLvl w:val="0"/></w:pPr>
    <w:rPr><w:b/><w:bCs/><w:color w:val="{INK}"/>{_size(22)}</w:rPr></w:style>
  <w:style w:type="paragraph" w:customStyle="1" w:styleId="TableText"><w:name w:val="Table Text"/>
    <w:basedOn w:val="Normal"/><w:qFormat/>
    <w:pPr><w:keepLines/><w:suppressAutoHyphens/><w:spacing w:before="0" w:after="20" w:line="252" w:lineRule="auto"/>
    </w:pPr></w:style>
  <w:style w:type="paragraph" w:customStyle="1" w:styleId="TableNumber"><w:name w:val="Table Number"/>
    <w:basedOn w:val="TableText"/><w:pPr><w:jc w:val="right"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/><w:basedOn w:val="TableText"/>
    <w:qFormat/><w:pPr><w:numPr><w:numId w:val="{BULLETS}"/></w:numPr></w:pPr></w:style>
  <w:style w:type="paragraph" w:customStyle="1" w:styleId="TableNote"><w:name w:val="Table Note"/>
    <w:basedOn w:val="Normal"/><w:qFormat/>
    <w:pPr><w:keepLines/><w:spacing w:before="80" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>
    <w:rPr><w:color w:val="{GREY}"/>{_size(16)}</w:rPr></w:style>
  <w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/>
    <w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="right"/></w:pPr>
    <w:rPr><w:color w:val="{GREY}"/>{_size(16)}</w:rPr></w:style>
  <w:style w:type="character" w:customStyle="1" w:styleId="Fragments"><w:name w:val="Fragments"/>
    <w:rPr><w:noProof/><w:color w:val="{GREY}"/>{_size(14)}</w:rPr></w:style>
  <w:style w:type="character" w:customStyle="1" w:styleId="Continued"><w:name w:val="Continued"/>
    <w:rPr><w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="{GREY}"/></w:rPr></w:style>
  <w:style w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE}"><w:name w:val="Appendix Table"/>
    <w:basedOn w:val="TableNormal"/><w:qFormat/>
    <w:tblPr>
      <w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="{INK}"/>
        <w:bottom w:val="single" w:sz="8" w:space="0" w:color="{INK}"/>
        <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>
        <w:insideV w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/></w:tblBorders>
      <w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>
        <w:bottom w:w="40" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>
    <w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/><w:color w:val="{INK}"/></w:rPr>
      <w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{INK}"/></w:tcBorders>
        <w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/></w:tcPr></w:tblStylePr>
    <w:tblStylePr w:type="firstCol"><w:rPr><w:b/><w:bCs/><w:color w:val="{INK}"/></w:rPr></w:tblStylePr>
  </w:style>
</w:styles>
"""

NUMBERING = f"""
<w:numbering xmlns:w="{W}">
  <w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/>
      <w:lvlText w:val="•"/><w:lvlJc w:val="left"/>
      <w:pPr><w:tabs><w:tab w:val="num" w:pos="200"/></w:tabs><w:ind w:left="200" w:hanging="200"/></w:pPr>
      <w:rPr>{_FONTS}</w:rPr></w:lvl>
  </w:abstractNum>
  <w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>
</w:numbering>
"""
