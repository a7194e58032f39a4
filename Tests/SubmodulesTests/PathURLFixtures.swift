/// What `git submodule init` makes of relative URLs below paths of the machine.
///
/// One block a base: the base, then `relative URL -> answer`, or `!` where git fails. Written by git 2.39.5.
let pathURLFixtures = """
  file:///srv/git/svc.git
    ../lib.git -> file:///srv/git/lib.git
    ../../shared/lib.git -> file:///srv/shared/lib.git
    ./lib.git -> file:///srv/git/svc.git/lib.git
    ../../../x.git -> file:///x.git
    ../../../../y -> file://y
    ../lib/ -> file:///srv/git/lib
    ./.././lib -> file:///srv/git/lib
    .././../lib -> file:///srv/lib
    ../ -> file:///srv/git/
    ./ -> file:///srv/git/svc.git/
    ../../ -> file:///srv/
    ../a:b -> file:///srv/git/a:b
    ../lib git -> file:///srv/git/lib git
    ../../host/lib -> file:///srv/host/lib
    ../..lib -> file:///srv/git/..lib
    ../lib/../x -> file:///srv/git/lib/../x
    .//lib -> file:///srv/git/svc.git//lib
    ..//lib -> file:///srv/git//lib
  file:///svc.git
    ../lib.git -> file:///lib.git
    ../../shared/lib.git -> file://shared/lib.git
    ./lib.git -> file:///svc.git/lib.git
    ../../../x.git -> file:/x.git
    ../../../../y -> file:y
    ../lib/ -> file:///lib
    ./.././lib -> file:///lib
    .././../lib -> file://lib
    ../ -> file:///
    ./ -> file:///svc.git/
    ../../ -> file://
    ../a:b -> file:///a:b
    ../lib git -> file:///lib git
    ../../host/lib -> file://host/lib
    ../..lib -> file:///..lib
    ../lib/../x -> file:///lib/../x
    .//lib -> file:///svc.git//lib
    ..//lib -> file:////lib
  /srv/git/svc.git
    ../lib.git -> /srv/git/lib.git
    ../../shared/lib.git -> /srv/shared/lib.git
    ./lib.git -> /srv/git/svc.git/lib.git
    ../../../x.git -> /x.git
    ../../../../y -> y
    ../lib/ -> /srv/git/lib
    ./.././lib -> /srv/git/lib
    .././../lib -> /srv/lib
    ../ -> /srv/git/
    ./ -> /srv/git/svc.git/
    ../../ -> /srv/
    ../a:b -> /srv/git/a:b
    ../lib git -> /srv/git/lib git
    ../../host/lib -> /srv/host/lib
    ../..lib -> /srv/git/..lib
    ../lib/../x -> /srv/git/lib/../x
    .//lib -> /srv/git/svc.git//lib
    ..//lib -> /srv/git//lib
  /srv/git/svc/
    ../lib.git -> /srv/git/lib.git
    ../../shared/lib.git -> /srv/shared/lib.git
    ./lib.git -> /srv/git/svc/lib.git
    ../../../x.git -> /x.git
    ../../../../y -> y
    ../lib/ -> /srv/git/lib
    ./.././lib -> /srv/git/lib
    .././../lib -> /srv/lib
    ../ -> /srv/git/
    ./ -> /srv/git/svc/
    ../../ -> /srv/
    ../a:b -> /srv/git/a:b
    ../lib git -> /srv/git/lib git
    ../../host/lib -> /srv/host/lib
    ../..lib -> /srv/git/..lib
    ../lib/../x -> /srv/git/lib/../x
    .//lib -> /srv/git/svc//lib
    ..//lib -> /srv/git//lib
  /svc
    ../lib.git -> /lib.git
    ../../shared/lib.git -> shared/lib.git
    ./lib.git -> /svc/lib.git
    ../../../x.git -> !
    ../../../../y -> !
    ../lib/ -> /lib
    ./.././lib -> /lib
    .././../lib -> lib
    ../ -> /
    ./ -> /svc/
    ../../ -> 
    ../a:b -> /a:b
    ../lib git -> /lib git
    ../../host/lib -> host/lib
    ../..lib -> /..lib
    ../lib/../x -> /lib/../x
    .//lib -> /svc//lib
    ..//lib -> //lib
  ../git/svc.git
    ../lib.git -> ../git/lib.git
    ../../shared/lib.git -> ../shared/lib.git
    ./lib.git -> ../git/svc.git/lib.git
    ../../../x.git -> !
    ../../../../y -> !
    ../lib/ -> ../git/lib
    ./.././lib -> ../git/lib
    .././../lib -> ../lib
    ../ -> ../git/
    ./ -> ../git/svc.git/
    ../../ -> ../
    ../a:b -> ../git/a:b
    ../lib git -> ../git/lib git
    ../../host/lib -> ../host/lib
    ../..lib -> ../git/..lib
    ../lib/../x -> ../git/lib/../x
    .//lib -> ../git/svc.git//lib
    ..//lib -> ../git//lib
  ./svc
    ../lib.git -> lib.git
    ../../shared/lib.git -> !
    ./lib.git -> svc/lib.git
    ../../../x.git -> !
    ../../../../y -> !
    ../lib/ -> lib
    ./.././lib -> lib
    .././../lib -> !
    ../ -> 
    ./ -> svc/
    ../../ -> !
    ../a:b -> a:b
    ../lib git -> lib git
    ../../host/lib -> !
    ../..lib -> ..lib
    ../lib/../x -> lib/../x
    .//lib -> svc//lib
    ..//lib -> /lib
  git/svc
    ../lib.git -> git/lib.git
    ../../shared/lib.git -> shared/lib.git
    ./lib.git -> git/svc/lib.git
    ../../../x.git -> !
    ../../../../y -> !
    ../lib/ -> git/lib
    ./.././lib -> git/lib
    .././../lib -> lib
    ../ -> git/
    ./ -> git/svc/
    ../../ -> 
    ../a:b -> git/a:b
    ../lib git -> git/lib git
    ../../host/lib -> host/lib
    ../..lib -> git/..lib
    ../lib/../x -> git/lib/../x
    .//lib -> git/svc//lib
    ..//lib -> git//lib
  svc
    ../lib.git -> lib.git
    ../../shared/lib.git -> !
    ./lib.git -> svc/lib.git
    ../../../x.git -> !
    ../../../../y -> !
    ../lib/ -> lib
    ./.././lib -> lib
    .././../lib -> !
    ../ -> 
    ./ -> svc/
    ../../ -> !
    ../a:b -> a:b
    ../lib git -> lib git
    ../../host/lib -> !
    ../..lib -> ..lib
    ../lib/../x -> lib/../x
    .//lib -> svc//lib
    ..//lib -> /lib
  /srv/a:b/svc.git
    ../lib.git -> /srv/a:b/lib.git
    ../../shared/lib.git -> /srv/shared/lib.git
    ./lib.git -> /srv/a:b/svc.git/lib.git
    ../../../x.git -> /x.git
    ../../../../y -> y
    ../lib/ -> /srv/a:b/lib
    ./.././lib -> /srv/a:b/lib
    .././../lib -> /srv/lib
    ../ -> /srv/a:b/
    ./ -> /srv/a:b/svc.git/
    ../../ -> /srv/
    ../a:b -> /srv/a:b/a:b
    ../lib git -> /srv/a:b/lib git
    ../../host/lib -> /srv/host/lib
    ../..lib -> /srv/a:b/..lib
    ../lib/../x -> /srv/a:b/lib/../x
    .//lib -> /srv/a:b/svc.git//lib
    ..//lib -> /srv/a:b//lib
  """
