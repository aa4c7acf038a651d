# Writes OUT, a table of C++ rows: the name and the text of each file that FILES
# matches.
file(GLOB files ${FILES})
list(SORT files)
set(rows "")
foreach(file IN LISTS files)
  get_filename_component(name ${file} NAME_WE)
  file(READ ${file} text)
  string(APPEND rows "{\"${name}\", R\"__text__(${text})__text__\"},\n")
endforeach()
file(WRITE ${OUT} "${rows}")
