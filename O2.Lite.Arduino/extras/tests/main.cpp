#include "Check.h"

int main(int argumentCount, char** arguments) {
    return check::main(argumentCount, arguments);
}
