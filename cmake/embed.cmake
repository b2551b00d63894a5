# Writes OUT, a C file with the bytes of CSS and JS behind the functions of src/account/render_assets.h.
# Run by the build: cmake -DOUT=... -DCSS=... -DJS=... -P embed.cmake
function(as_function name file result)
  file(READ ${file} bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(REPEAT "0x..," 16 line)
  string(REGEX REPLACE "(${line})" "\\1\n    " bytes "${bytes}")
  set(${result} "static const unsigned char ${name}_bytes[] = {\n    ${bytes}};\n
str render_assets_${name}(void) {\n    return (str){(const char *)${name}_bytes, sizeof ${name}_bytes};\n}\n" PARENT_SCOPE)
endfunction()

as_function(css ${CSS} css)
as_function(js ${JS} js)
file(WRITE ${OUT} "/* Made by cmake/embed.cmake from web/; don't edit. */\n#include \"account/render_assets.h\"\n\n${css}\n${js}")
