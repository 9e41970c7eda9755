#pragma once

// Your network, and the ensemble to join: all programs of one ensemble find each other.
#ifndef WIFI_NAME
#define WIFI_NAME "your network"
#endif
#ifndef WIFI_PASSWORD
#define WIFI_PASSWORD "its password"
#endif
#ifndef ENSEMBLE
#define ENSEMBLE "orchestra"
#endif
