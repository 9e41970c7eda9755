// Variables with the sizes of the objects that a sketch has; measure.sh reads them from the symbol table.

#include "O2Lite.h"
#include "O2LiteSockets.h"

extern "C" {
char sizeOfO2Lite[sizeof(O2Lite)];
char sizeOfO2LiteSockets[sizeof(O2LiteSockets)];
}
