<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- Words of Qt's own file dialog that Qt's Arabic catalogue lacks. After a change:
     pyside6-lrelease resources/qt/qt_ar.ts -->
<TS version="2.1" language="ar">
<context>
    <name>QFileDialog</name>
    <message><source>&amp;Look in:</source><translation>ا&amp;بحث في:</translation></message>
    <message><source>Files of &amp;type:</source><translation>ن&amp;وع الملفات:</translation></message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message><source>Folder</source><comment>All other platforms</comment><translation>مجلد</translation></message>
    <message><source>File Folder</source><comment>Match Windows Explorer</comment><translation>مجلد</translation></message>
    <message><source>File</source><comment>Match Windows Explorer</comment><translation>ملف</translation></message>
    <message><source>%1 File</source><comment>%1 is a file name suffix, for example txt</comment><translation>ملف %1</translation></message>
    <message><source>Unknown</source><translation>غير معروف</translation></message>
</context>
</TS>
