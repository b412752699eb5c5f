REM A person at LibreOffice. It opens the workbook that an orders file names, does what each
REM line says, saves over the file, closes it, and answers how many orders were refused.
REM
REM   orders file: the address of the workbook, then one order per line: its name and its
REM   arguments, separated by tabs; rows and columns count from 0.

Sub Serve(port As String, orders As String)
  connector = createUnoService("com.sun.star.connection.Connector")
  link = connector.connect("socket,host=127.0.0.1,port=" & port)
  link.write(StringBytes("0"))
  Dim bytes() As Byte
  Do While link.read(bytes, 1) = 1
    link.write(StringBytes(Session(orders)))
  Loop
End Sub

Function StringBytes(answer As String)
  Dim bytes(Len(answer)) As Integer
  For i = 1 To Len(answer)
    bytes(i - 1) = Asc(Mid(answer, i, 1))
  Next i
  bytes(Len(answer)) = 10
  StringBytes = bytes
End Function

Function Session(orders As String) As String
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  stream = createUnoService("com.sun.star.io.TextInputStream")
  stream.setInputStream(files.openFileRead(orders))
  stream.setEncoding("UTF-8")
  address = NextLine(stream)
  Dim unseen(0) As New com.sun.star.beans.PropertyValue
  unseen(0).Name = "Hidden"
  unseen(0).Value = True
  document = StarDesktop.loadComponentFromURL(address, "_blank", 0, unseen())
  If IsNull(document) Then
    stream.closeInput()
    Session = "not opened"
    Exit Function
  End If
  refused = ""
  Do While Not stream.isEOF()
    order = NextLine(stream)
    If order <> "" Then refused = refused & Tried(document, Split(order, Chr(9)))
  Loop
  stream.closeInput()
  Dim format(0) As New com.sun.star.beans.PropertyValue
  format(0).Name = "FilterName"
  format(0).Value = "Calc MS Excel 2007 XML"
  document.storeToURL(address, format())
  document.close(True)
  Session = refused
End Function

REM A line without its end, which LibreOffice 7.4 leaves on and others take off.
Function NextLine(stream) As String
  found = stream.readLine()
  Do While Right(found, 1) = Chr(10) Or Right(found, 1) = Chr(13)
    found = Left(found, Len(found) - 1)
  Loop
  NextLine = found
End Function

Function Tried(document, words) As String
  Tried = ""
  On Error GoTo Refused
  Act(document, words)
  Exit Function
Refused:
  Tried = words(0) & ","
End Function

Sub Act(document, words)
  tabs = document.Sheets
  Select Case words(0)
    Case "rename tab"
      tabs.getByName(words(1)).Name = words(2)
    Case "delete tab"
      tabs.removeByName(words(1))
    Case "copy tab"
      tabs.copyByName(words(1), words(2), CInt(words(3)))
    Case "add tab"
      tabs.insertNewByName(words(1), CInt(words(2)))
    Case Else
      ActInTab(document, tabs.getByName(words(1)), words)
  End Select
End Sub

Sub ActInTab(document, sheet, words)
  row = 0
  column = 0
  If UBound(words) >= 3 Then
    row = CLng(words(2))
    column = CLng(words(3))
  End If
  Select Case words(0)
    Case "lift protection"
      sheet.unprotect("")
    Case "type"
      sheet.getCellByPosition(column, row).setString(words(4))
    Case "type number"
      sheet.getCellByPosition(column, row).setValue(CDbl(words(4)))
    Case "type formula"
      sheet.getCellByPosition(column, row).setFormula(words(4))
    Case "colour"
      sheet.getCellByPosition(column, row).CellBackColor = CLng(words(4))
    Case "note"
      place = sheet.getCellByPosition(column, row).CellAddress
      sheet.Annotations.insertNew(place, words(4))
    Case "copy"
      Copy(sheet, row, column, CLng(words(4)), CLng(words(5)), CLng(words(6)), CLng(words(7)))
    Case "sort"
      Sort(sheet, row, column, CLng(words(4)), CLng(words(5)), words(6) = "up")
    Case "insert rows"
      sheet.Rows.insertByIndex(row, column)
    Case "delete rows"
      sheet.Rows.removeByIndex(row, column)
    Case "insert columns"
      sheet.Columns.insertByIndex(column, row)
    Case "delete columns"
      sheet.Columns.removeByIndex(column, row)
    Case "move column"
      MoveColumn(sheet, row, column)
    Case "hide"
      sheet.Rows.getByIndex(row).IsVisible = (words(4) = "shown")
      sheet.Columns.getByIndex(column).IsVisible = (words(4) = "shown")
    Case "height"
      sheet.Rows.getByIndex(row).Height = CLng(words(4))
    Case "filter"
      Filter(document, sheet, row, column, words(4))
    Case "merge"
      sheet.getCellRangeByPosition(column, row, column + 1, row).merge(True)
    Case "freeze"
      controller = document.getCurrentController()
      controller.setActiveSheet(sheet)
      controller.freezeAtPosition(column, row)
    Case "list"
      rule = sheet.getCellRangeByPosition(column, row, column, row + 20).Validation
      rule.Type = com.sun.star.sheet.ValidationType.LIST
      rule.setFormula1("""un"";""deux""")
      sheet.getCellRangeByPosition(column, row, column, row + 20).Validation = rule
    Case Else
      document.getByName(words(0))
  End Select
End Sub

REM A block of cells pasted elsewhere in its tab, looks and notes too.
Sub Copy(sheet, row, column, height, width, target, beside)
  block = sheet.getCellRangeByPosition(column, row, column + width - 1, row + height - 1)
  place = sheet.getCellByPosition(beside, target).CellAddress
  sheet.copyRange(place, block.RangeAddress)
End Sub

Sub Sort(sheet, row, key, last, width, up)
  Dim field(0) As New com.sun.star.table.TableSortField
  field(0).Field = key
  field(0).IsAscending = up
  Dim way(1) As New com.sun.star.beans.PropertyValue
  way(0).Name = "SortFields"
  way(0).Value = field()
  way(1).Name = "ContainsHeader"
  way(1).Value = False
  sheet.getCellRangeByPosition(0, row, width, last).sort(way())
End Sub

Sub MoveColumn(sheet, origin, target)
  sheet.Columns.insertByIndex(target, 1)
  If target <= origin Then origin = origin + 1
  place = sheet.getCellByPosition(target, 0).CellAddress
  sheet.moveRange(place, sheet.Columns.getByIndex(origin).RangeAddress)
  sheet.Columns.removeByIndex(origin, 1)
End Sub

Sub Filter(document, sheet, row, column, wanted)
  Dim field(0) As New com.sun.star.sheet.TableFilterField
  cursor = sheet.createCursor()
  cursor.gotoEndOfUsedArea(False)
  last = cursor.RangeAddress
  area = sheet.getCellRangeByPosition(0, row, last.EndColumn, last.EndRow)
  way = area.createFilterDescriptor(True)
  If wanted <> "" Then
    field(0).Field = column
    field(0).Operator = com.sun.star.sheet.FilterOperator.EQUAL
    field(0).IsNumeric = False
    field(0).StringValue = wanted
    way.setFilterFields(field())
    way.ContainsHeader = True
  End If
  area.filter(way)
End Sub
