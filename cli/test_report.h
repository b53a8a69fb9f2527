// This file declares the files that `golite test` writes: results as JUnit XML, coverage profiles and pages.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/test_runner.h"

namespace golite::cli {

// Each writes a file; what goes wrong is printed, and the result is false then.
bool WriteJunit(const std::string& path, const TestRunner& runner);
// Joins the profiles of the packages to one.
bool WriteCoverProfile(const std::string& path, const std::string& mode, std::span<const std::string> profiles);
// A page that shows the source of every file in the profiles, lines coloured by whether they have run.
bool WriteCoverHtml(const std::string& path, const std::string& mode, std::span<const std::string> profiles,
                    std::span<const embed::TestTarget> targets);

}  // namespace golite::cli
