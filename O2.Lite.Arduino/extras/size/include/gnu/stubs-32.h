// glibc's headers ask for this file on 32-bit machines. Nothing of it is needed to compile.
