#pragma once

#include <cmath>
#include <cstdio>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

/// The smallest test framework that does: TEST(name) { CHECK(condition); CHECK_EQUAL(expected, actual); }
namespace check {

struct Test {
    const char* name;
    void (*body)();
};

inline std::vector<Test>& tests() {
    static std::vector<Test> all;
    return all;
}

inline int& failures() {
    static int count = 0;
    return count;
}

struct Registration {
    Registration(const char* name, void (*body)()) { tests().push_back({name, body}); }
};

inline void report(bool passed, const char* file, int line, const std::string& text) {
    if (passed) return;
    failures()++;
    std::printf("    %s:%d: %s\n", file, line, text.c_str());
}

template <typename T>
std::string show(const T& value) {
    std::ostringstream text;
    text.precision(17);
    text << value;
    return text.str();
}

template <typename T, typename U>
void equal(const T& expected, const U& actual, const char* expression, const char* file, int line) {
    report(expected == actual, file, line, std::string(expression) + " is " + show(actual) + ", not " + show(expected));
}

/// Runs the tests whose names contain the first argument; all without one.
inline int main(int argumentCount, char** arguments) {
    int run = 0;
    for (const Test& test : tests()) {
        if (argumentCount > 1 && std::string(test.name).find(arguments[1]) == std::string::npos) continue;
        int before = failures();
        test.body();
        std::printf("%s %s\n", failures() == before ? "ok  " : "FAIL", test.name);
        run++;
    }
    std::printf("%d tests, %d failed checks\n", run, failures());
    return failures() == 0 && run > 0 ? 0 : 1;
}

}  // namespace check

#define TEST(name)                                                  \
    static void name();                                             \
    static const check::Registration name##_registration(#name, name); \
    static void name()

#define CHECK(condition) check::report((condition), __FILE__, __LINE__, #condition)
#define CHECK_EQUAL(expected, actual) check::equal((expected), (actual), #actual, __FILE__, __LINE__)
#define CHECK_NEAR(expected, actual, tolerance) \
    check::report(std::fabs((expected) - (actual)) <= (tolerance), __FILE__, __LINE__, std::string(#actual) + " is " + check::show(actual) + ", not about " + check::show(expected))
