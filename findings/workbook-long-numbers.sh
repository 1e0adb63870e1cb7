#!/usr/bin/env bash
# openpyxl 3.1.5 and XlsxWriter 3.2.9 write every number, whole ones too, with 16 digits at most ("%.16g"), so that whole
# numbers which Python holds exactly and which a double of the sheet would tell apart become one: two numbers of pallets or
# messages are the same cell, and nothing is said. pandas writes its workbooks with them. A cell of a sheet is a double
# (ECMA-376 part 1, 18.3.1.96), for which 17 digits are needed (IEEE 754, 5.12.2).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv own
own/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 XlsxWriter==3.2.9
cat > run.py <<'PY'
import re
import sys
import zipfile

import openpyxl
import xlsxwriter

# Both are doubles exactly, and differ.
numbers = [12345678901234560, 12345678901234562]
assert [int(float(number)) for number in numbers] == numbers

book = openpyxl.Workbook()
book.active.append(numbers)
book.save("openpyxl.xlsx")
book = xlsxwriter.Workbook("xlsxwriter.xlsx")
book.add_worksheet().write_row(0, 0, numbers)
book.close()

print(f"written: {numbers[0]} and {numbers[1]}")
same = 0
for name in ["openpyxl", "xlsxwriter"]:
    sheet = zipfile.ZipFile(f"{name}.xlsx").read("xl/worksheets/sheet1.xml").decode()
    cells = re.findall(r"<v>([^<]*)</v>", sheet)
    read = [cell.value for cell in openpyxl.load_workbook(f"{name}.xlsx").active[1]]
    print(f"{name}: the sheet holds {cells[0]} and {cells[1]}, read back as {read[0]} and {read[1]}")
    same += cells[0] == cells[1]
sys.exit(0 if same == 2 else 1)
PY
own/bin/python run.py
